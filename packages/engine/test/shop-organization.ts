import type { AccessModel } from '../src/model.ts';
import { join, place } from './populate.ts';
import { shopModel } from './shop-model.ts';
import { TestOrganization } from './test-organization.ts';

/**
 * Concepts c1 and c2, zones west and east, stores w1 and w2 in west, e1 in east; owner olga, an editor
 * in west, a manager of west, a manager of east and a steward of the whole organization.
 */
export function shopOrganization(model: AccessModel = shopModel): TestOrganization {
  const organization = new TestOrganization(model);
  place(organization, 'concept', 'c1');
  place(organization, 'concept', 'c2');
  place(organization, 'zone', 'west');
  place(organization, 'zone', 'east');
  place(organization, 'store', 'w1', 'c1', 'west');
  place(organization, 'store', 'w2', 'c2', 'west');
  place(organization, 'store', 'e1', 'c1', 'east');
  join(organization, 'olga', 'owner');
  join(organization, 'edgar', [{ set: 'editor', at: 'west' }]);
  join(organization, 'wanda', [{ set: 'manager', at: 'west' }]);
  join(organization, 'egon', [{ set: 'manager', at: 'east' }]);
  join(organization, 'stella', [{ set: 'steward', at: 'organization' }]);
  return organization;
}
