import { defineAccessModel } from '../src/define-access-model.ts';
import { join, place } from './populate.ts';
import { TestOrganization } from './test-organization.ts';

/** Companies where permissions are given directly, with a module that is bought apart. */
export const companyModel = defineAccessModel({
  key: 'companies',
  label: 'Companies',
  assignment: 'direct',
  startingAccess: ['default', 'none'],
  membersMayHoldNothing: true,
  entityTypes: {
    company: { label: 'Company', plural: 'Companies', parents: ['organization'] },
    depot: {
      label: 'Depot',
      plural: 'Depots',
      parents: ['company'],
      optional: { startsOff: true },
    },
  },
  modules: {
    company: {
      label: 'Company',
      permissions: {
        'company.use': { label: 'Use', description: '', selectedByDefault: true },
        'company.offer': { label: 'Offer', description: '', requires: ['company.use'] },
        'company.run': {
          label: 'Run',
          description: '',
          implies: [
            'company.use',
            'company.offer',
            'points.give',
            'access.member.read',
            'access.member.invite',
            'access.member.change',
          ],
        },
      },
    },
    points: {
      label: 'Points',
      switchable: { startsOffAt: ['company'] },
      permissions: {
        'points.give': { label: 'Give points', description: '', requires: ['company.use'] },
      },
    },
  },
  permissionSets: {},
});

/** Companies north and south, owner olga, rita who runs north, paul who uses south. */
export function companyOrganization(): TestOrganization {
  const organization = new TestOrganization(companyModel);
  place(organization, 'company', 'north');
  place(organization, 'company', 'south');
  join(organization, 'olga', 'owner');
  join(organization, 'rita', [{ permissions: ['company.run'], at: 'north' }]);
  join(organization, 'paul', [{ permissions: ['company.use'], at: 'south' }]);
  return organization;
}
