import type { ModuleDefinition } from '@latchkey/engine';

export const loyaltyModule: ModuleDefinition = {
  label: 'Loyalty',
  description: 'Points, tiers and rewards, and what happens with them at the till.',
  permissions: {
    'loyalty.program.view': {
      label: 'See the programme',
      description: 'See tiers, earning rules and rewards as they are in force.',
      selectedByDefault: true,
    },
    'loyalty.program.edit': {
      label: 'Edit the programme',
      description:
        'Prepare changes to tiers and earning rules. They wait until they are published.',
      requires: ['loyalty.program.view'],
    },
    'loyalty.program.publish': {
      label: 'Publish the programme',
      description: 'Put prepared changes to tiers and earning rules into force.',
      requires: ['loyalty.program.edit'],
      risk: 'Changes what every customer earns',
    },
    'loyalty.reward.view': {
      label: 'See rewards',
      description: 'See which rewards can be had and how many are left.',
    },
    'loyalty.reward.edit': {
      label: 'Edit rewards',
      description: 'Add rewards, and change their price in points and their stock.',
      requires: ['loyalty.reward.view'],
    },
    'loyalty.points.issue': {
      label: 'Issue points',
      description: 'Book points for a purchase at the till.',
      requires: ['loyalty.program.view'],
    },
    'loyalty.points.redeem': {
      label: 'Redeem points',
      description: 'Hand out a reward for points at the till.',
      requires: ['loyalty.reward.view'],
    },
    'loyalty.points.adjust': {
      label: 'Correct points',
      description: 'Add or take points by hand, with a reason.',
      requires: ['loyalty.program.view'],
      risk: 'Points are worth money',
    },
  },
};
