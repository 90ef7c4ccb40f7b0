import type { ModuleDefinition } from '@latchkey/engine';

/** How the platform is paid for and connected. */
export const setUpModules: Readonly<Record<string, ModuleDefinition>> = {
  billing: {
    label: 'Billing',
    permissions: {
      'billing.section.view': {
        label: 'Open the billing section',
        description: 'See the plan, invoices and means of payment, and change them.',
        risk: 'Money',
      },
    },
  },
  'api-key': {
    label: 'API key',
    permissions: {
      'apikey.key.view': {
        label: 'See the API key',
        description: 'Read the key that other systems use to send in the organization’s name.',
        risk: 'Whoever has it can send',
      },
    },
  },
  'whatsapp-setup': {
    label: 'WhatsApp set-up',
    permissions: {
      'whatsapp.profile.edit': {
        label: 'Set up WhatsApp',
        description: 'Connect the business number, and change the profile that customers see.',
        risk: 'Customers see it',
      },
    },
  },
};
