import { TestOrganization } from './test-organization.ts';
/**
 * Concepts c1 and c2, zones west and east, stores w1 and w2 in west, e1 in east; owner olga, an editor
 * in west, a manager of west, a manager of east and a steward of the whole organization.
 */
export declare function shopOrganization(): TestOrganization;
