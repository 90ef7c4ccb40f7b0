import type { DemoOrganization } from './demo-organization.ts';
import { demoPeople } from './loyalty/demo-people.ts';
import { demoPlaces } from './loyalty/demo-places.ts';

/** The demo organization of the `loyalty` model: an invented retail company, the same on every call. */
export function loyaltyDemo(): DemoOrganization {
  const entities = demoPlaces();
  return {
    name: 'Alderbrook Trading',
    modelKey: 'loyalty',
    entities,
    permissionSets: [
      {
        key: 'weekend-till',
        name: 'Weekend till',
        description: 'Helpers at weekends: issue points and register customers, no rewards.',
        permissions: [
          'care.customer.register',
          'care.customer.view',
          'loyalty.points.issue',
          'loyalty.program.view',
        ],
      },
      {
        key: 'agency-campaigns',
        name: 'Agency campaigns',
        description:
          'What our agencies need: prepare campaigns and templates, and see how they did.',
        permissions: [
          'campaign.edit',
          'campaign.template.edit',
          'campaign.view',
          'insights.report.view',
        ],
      },
    ],
    people: demoPeople(entities),
  };
}
