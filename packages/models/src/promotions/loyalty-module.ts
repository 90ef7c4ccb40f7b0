import type { ModuleDefinition } from '@latchkey/engine';
import { rootPermission } from './root-permission.ts';

/** Bought company by company: a new one begins without it. */
export const loyaltyModule: ModuleDefinition = {
  label: 'Loyalty',
  description: 'Schemes, their accounts and the contacts behind them.',
  switchable: { startsOffAt: ['company'] },
  permissions: {
    'loyalty.view': {
      label: 'Loyalty registered user',
      act: 'see loyalty schemes',
      description: 'See schemes, accounts and contacts, without changing them.',
      requires: [rootPermission],
      selectedByDefault: true,
    },
    'loyalty.scheme.edit': {
      label: 'Scheme editor',
      act: 'edit loyalty schemes',
      description: 'Set up loyalty schemes and change how they work.',
      requires: [rootPermission],
      selectedByDefault: true,
    },
    'loyalty.scheme.publish': {
      label: 'Scheme publisher',
      act: 'publish loyalty schemes',
      description: 'Put a scheme, or a new version of one, into force.',
      requires: ['loyalty.scheme.edit', rootPermission],
      risk: 'Reaches customers',
    },
    'loyalty.account.edit': {
      label: 'Scheme account editor',
      act: 'edit accounts and contacts',
      description: 'Open accounts in a scheme, and keep them and their contacts up to date.',
      requires: [rootPermission],
      selectedByDefault: true,
    },
    'loyalty.points.adjust': {
      label: 'Scheme points editor',
      act: 'adjust points',
      description: 'Add points to an account or take some off by hand.',
      requires: [rootPermission],
      selectedByDefault: true,
      risk: 'Points are worth money',
    },
    'loyalty.contact.reveal': {
      label: 'Contact details viewer',
      act: 'see contact details',
      description:
        'Read first name, surname and e-mail of a contact. Without it they stay covered, wherever the contact shows.',
      requires: [rootPermission],
      selectedByDefault: true,
      opens: { contact: { firstName: 'redacted', surname: 'redacted', email: 'redacted' } },
    },
    'loyalty.configuration.edit': {
      label: 'Loyalty configuration editor',
      act: 'configure loyalty',
      description: 'Maintain what loyalty is set up with, such as its reporting codes.',
      requires: [rootPermission],
      selectedByDefault: true,
    },
  },
};
