import { type AccessModel, defineAccessModel } from '@latchkey/engine';
import { campaignsModule } from './loyalty/campaigns-module.ts';
import { insightsModule } from './loyalty/insights-module.ts';
import { loyaltyModule } from './loyalty/loyalty-module.ts';
import { memberCareModule } from './loyalty/member-care-module.ts';
import { settingsModule } from './loyalty/settings-module.ts';
import { standardSets } from './loyalty/standard-sets.ts';

/** A loyalty suite: a retail company with concepts, zones and stores, its customers and its campaigns. */
export const loyaltyModel: AccessModel = defineAccessModel({
  key: 'loyalty',
  label: 'Loyalty suite',
  entityTypes: {
    concept: {
      label: 'Concept',
      plural: 'Concepts',
      parents: ['organization'],
      optional: { startsOff: false },
    },
    zone: { label: 'Zone', plural: 'Zones', parents: ['organization'] },
    store: { label: 'Store', plural: 'Stores', parents: ['concept', 'zone'] },
  },
  modules: {
    loyalty: loyaltyModule,
    'member-care': memberCareModule,
    campaigns: campaignsModule,
    insights: insightsModule,
    settings: settingsModule,
  },
  permissionSets: standardSets,
  words: {
    people: 'Users',
    person: 'User',
    owner: 'Org owner',
    member: 'Standard user',
    addPeople: 'Add users',
  },
  pages: {
    people: ['Organization settings', 'Security & audit'],
    permissionSets: ['Organization settings', 'Security & audit', 'Access'],
    places: ['Organization settings'],
  },
  resources: {
    campaign: { store: 'store', zone: 'zone', concept: 'concept' },
    customer: { store: 'store', zone: 'zone', concept: 'concept' },
    report: { store: 'store', zone: 'zone', concept: 'concept' },
  },
});
