import type { ModuleDefinition } from '@latchkey/engine';

export const settingsModule: ModuleDefinition = {
  label: 'Settings',
  description: 'How the platform is set up for the organization.',
  permissions: {
    'settings.view': {
      label: 'See settings',
      description: 'See how the platform is set up.',
    },
    'settings.store.edit': {
      label: 'Edit store details',
      description: 'Change opening hours, addresses and tills of stores.',
      requires: ['settings.view'],
    },
    'settings.brand.edit': {
      label: 'Edit the brand',
      description: 'Change names, colours and sender addresses that customers see.',
      requires: ['settings.view'],
      risk: 'Customers see it',
    },
    'settings.integration.edit': {
      label: 'Edit integrations',
      description: 'Connect tills, shops and other systems.',
      requires: ['settings.view'],
      risk: 'Other systems get data',
    },
    'settings.consent.edit': {
      label: 'Edit consent texts',
      description: 'Change what customers agree to.',
      requires: ['settings.view'],
      risk: 'Legal texts',
    },
    'settings.administer': {
      label: 'Administer the platform',
      description: 'Everything in settings.',
      implies: [
        'settings.view',
        'settings.store.edit',
        'settings.brand.edit',
        'settings.integration.edit',
        'settings.consent.edit',
      ],
      risk: 'Changes everything in settings',
    },
  },
};
