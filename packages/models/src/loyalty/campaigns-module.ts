import type { ModuleDefinition } from '@latchkey/engine';

export const campaignsModule: ModuleDefinition = {
  label: 'Campaigns',
  description: 'Messages and offers to customers. Configuring and publishing are apart.',
  permissions: {
    'campaign.view': {
      label: 'See campaigns',
      description: 'See campaigns, their audience and their results.',
      selectedByDefault: true,
    },
    'campaign.edit': {
      label: 'Edit campaigns',
      description: 'Prepare campaigns: audience, message, offer and time. Nothing is sent.',
      requires: ['campaign.view'],
    },
    'campaign.publish': {
      label: 'Publish campaigns',
      description: 'Send prepared campaigns to customers.',
      requires: ['campaign.edit'],
      risk: 'Reaches customers',
    },
    'campaign.stop': {
      label: 'Stop campaigns',
      description: 'Stop a running campaign at once.',
      requires: ['campaign.view'],
    },
    'campaign.audience.edit': {
      label: 'Edit audiences',
      description: 'Define groups of customers that campaigns can address.',
      requires: ['campaign.view'],
    },
    'campaign.template.edit': {
      label: 'Edit templates',
      description: 'Change the texts and pictures that campaigns start from.',
      requires: ['campaign.view'],
    },
    'campaign.coupon.edit': {
      label: 'Edit coupons',
      description: 'Define coupons and their limits.',
      requires: ['campaign.view'],
    },
    'campaign.coupon.issue': {
      label: 'Issue coupons',
      description: 'Give a coupon to a customer by hand.',
      requires: ['care.customer.view'],
      risk: 'Coupons are worth money',
    },
  },
};
