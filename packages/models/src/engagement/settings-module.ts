import type { ModuleDefinition } from '@latchkey/engine';

export const settingsModule: ModuleDefinition = {
  label: 'Settings',
  description: 'How the platform is set up for the account.',
  permissions: {
    'settings.view': {
      label: 'See settings',
      description: 'See how the platform is set up.',
    },
    'settings.sender.edit': {
      label: 'Edit senders',
      description: 'Change the addresses and numbers that messages come from.',
      requires: ['settings.view'],
      risk: 'Contacts see it',
    },
    'settings.limit.edit': {
      label: 'Edit sending limits',
      description: 'Change how often a contact may be written to, and at which hours.',
      requires: ['settings.view'],
    },
    'settings.integration.edit': {
      label: 'Edit integrations',
      description: 'Connect shops, apps and other systems.',
      requires: ['settings.view'],
      risk: 'Other systems get data',
    },
  },
};
