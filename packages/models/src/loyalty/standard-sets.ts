import type { StandardSetDefinition } from '@latchkey/engine';

const storeOperations = [
  'loyalty.program.view',
  'loyalty.reward.view',
  'loyalty.points.issue',
  'loyalty.points.redeem',
  'care.customer.view',
  'care.customer.register',
];

const memberCare = [
  'care.customer.view',
  'care.customer.register',
  'care.customer.edit',
  'care.ticket.view',
  'care.ticket.answer',
  'loyalty.program.view',
  'loyalty.reward.view',
];

const campaignEditing = [
  'campaign.view',
  'campaign.edit',
  'campaign.audience.edit',
  'campaign.template.edit',
  'campaign.coupon.edit',
];

const campaignPublishing = ['campaign.view', 'campaign.edit', 'campaign.publish', 'campaign.stop'];

const reportsViewing = ['insights.report.view'];

const managingPeople = [
  'access.member.read',
  'access.member.invite',
  'access.member.change',
  'access.member.remove',
];

const unique = (...lists: readonly (readonly string[])[]) => [...new Set(lists.flat())];

/** Sets shipped with the model; organizations duplicate them to make their own. */
export const standardSets: Readonly<Record<string, StandardSetDefinition>> = {
  'store-operations': {
    name: 'Store operations',
    description: 'For people at the till: register customers, issue and redeem points.',
    permissions: storeOperations,
  },
  'member-care-agent': {
    name: 'Member care agent',
    description: 'For people who answer customers: look them up, edit them, work on requests.',
    permissions: memberCare,
  },
  'service-desk-lead': {
    name: 'Service desk lead',
    description: 'Runs the service desk: queues, limits, corrections and goodwill.',
    permissions: unique(memberCare, [
      'care.desk.run',
      'care.customer.merge',
      'care.goodwill.give',
      'campaign.coupon.issue',
      'loyalty.points.adjust',
      'insights.report.view',
    ]),
  },
  'campaign-editor': {
    name: 'Campaign editor',
    description: 'Prepares campaigns, audiences, templates and coupons. Sends nothing.',
    permissions: campaignEditing,
  },
  'campaign-publisher': {
    name: 'Campaign publisher',
    description: 'Sends prepared campaigns, and stops them.',
    permissions: campaignPublishing,
  },
  'reports-viewer': {
    name: 'Reports viewer',
    description: 'Sees the reports of the places covered.',
    permissions: reportsViewing,
  },
  'shift-lead': {
    name: 'Shift lead',
    description: 'Works at the till and proposes people for it; an owner decides about them.',
    permissions: unique(storeOperations, [
      'access.member.read',
      'access.member.propose',
      'access.set.read',
    ]),
  },
  'store-manager': {
    name: 'Store manager',
    description:
      'Runs a store: its tills, its customers, its figures, and the people at its tills.',
    permissions: unique(storeOperations, memberCare, reportsViewing, managingPeople, [
      'campaign.view',
      'settings.view',
      'settings.store.edit',
    ]),
    mayGrant: ['store-operations', 'member-care-agent', 'reports-viewer'],
  },
  'zone-manager': {
    name: 'Zone manager',
    description: 'Runs a zone or concept: all that its stores may do, and the people in it.',
    permissions: unique(
      storeOperations,
      memberCare,
      campaignEditing,
      campaignPublishing,
      reportsViewing,
      managingPeople,
      [
        'insights.report.schedule',
        'insights.target.edit',
        'settings.view',
        'settings.store.edit',
        'access.place.manage',
      ],
    ),
    mayGrant: [
      'store-operations',
      'member-care-agent',
      'campaign-editor',
      'campaign-publisher',
      'reports-viewer',
      'store-manager',
    ],
  },
  'programme-manager': {
    name: 'Programme manager',
    description: 'Shapes the loyalty programme: tiers, earning rules and rewards.',
    permissions: [
      'loyalty.program.view',
      'loyalty.program.edit',
      'loyalty.program.publish',
      'loyalty.reward.view',
      'loyalty.reward.edit',
      'insights.report.view',
      'insights.report.edit',
    ],
  },
  'platform-administrator': {
    name: 'Platform administrator',
    description: 'Sets the platform up: settings, integrations, API keys. Manages no people.',
    permissions: ['settings.administer', 'access.key.manage', 'access.log.read'],
  },
};
