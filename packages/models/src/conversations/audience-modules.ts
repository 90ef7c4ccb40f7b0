import type { ModuleDefinition } from '@latchkey/engine';

/** What addresses many end customers at once, or shows many: the modules that hiding numbers takes away. */
export const audienceModules: Readonly<Record<string, ModuleDefinition>> = {
  users: {
    label: 'All users',
    description: 'The list of all end customers.',
    permissions: {
      'users.contact.view': {
        label: 'See all users',
        description: 'Open the list of end customers.',
        selectedByDefault: true,
      },
      'users.contact.add': {
        label: 'Add users',
        description: 'Add end customers to the list, one by one or from a file.',
        requires: ['users.contact.view'],
      },
      'users.contact.tag': {
        label: 'Bulk-tag users',
        description: 'Put a tag on many end customers at once.',
        requires: ['users.contact.view'],
      },
      'users.contact.export': {
        label: 'Export users',
        description: 'Take the list of end customers along as a file.',
        requires: ['users.contact.view'],
        risk: 'Customers’ data leave the platform',
      },
    },
  },
  templates: {
    label: 'Templates',
    description: 'Messages that are approved once and used again.',
    permissions: {
      'templates.template.edit': {
        label: 'Create templates',
        description: 'Write templates and submit them for approval.',
        risk: 'Customers see it',
      },
    },
  },
  notifications: {
    label: 'Notifications',
    description: 'Campaigns to many end customers, once or ongoing.',
    permissions: {
      'notifications.campaign.edit': {
        label: 'Set up campaigns',
        description: 'Prepare campaigns, start and stop them.',
        risk: 'Reaches customers',
      },
    },
  },
  analytics: {
    label: 'Analytics',
    description: 'How conversations and campaigns went.',
    permissions: {
      'analytics.report.view': {
        label: 'See analytics',
        description: 'Open the figures on conversations, campaigns and the team.',
      },
    },
  },
};
