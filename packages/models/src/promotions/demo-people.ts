import type { DemoEntity, DemoGrant, DemoPerson, DemoPlace } from '../demo-organization.ts';
import { asciiName, personName } from '../invented-names.ts';
import { rootPermission } from './root-permission.ts';

const domain = 'meridian.example';
const agencyDomain = 'brightside-agency.example';
/** Other people than those of the other demo organizations. */
const firstName = 800;

/** Some forty people: every kind of access that the model knows, those who hold nothing included. */
export function demoPeople(
  companies: readonly DemoEntity[],
  defaultPermissions: readonly string[],
): DemoPerson[] {
  let next = 0;
  const person = (details: Partial<DemoPerson>, at = domain): DemoPerson => {
    const { first, last } = personName(firstName + next);
    next += 1;
    return {
      address: `${asciiName(first)}.${asciiName(last)}@${at}`,
      name: `${first} ${last}`,
      phone: next % 4 === 0 ? `+44 20 7946 1${String(next).padStart(3, '0')}` : null,
      role: 'member',
      signInMethod: 'password',
      state: 'active',
      grants: [],
      accessEndsInDays: null,
      linkEndsInDays: 7,
      note: null,
      ...details,
    };
  };
  const grant = (
    place: DemoPlace,
    permissions: readonly string[],
    endsInDays: number | null = null,
  ): DemoGrant => ({
    place,
    permissions: [...new Set([...permissions, rootPermission])],
    endsInDays,
  });
  const company = (index: number): DemoEntity => {
    const found = companies[index % companies.length];
    if (found === undefined) throw new Error('The demo has no companies.');
    return found;
  };
  const at = (index: number): DemoPlace => {
    const { type, code } = company(index);
    return { type, code };
  };
  const member = (...grants: readonly DemoGrant[]) => person({ grants });
  /** Default permissions, as far as their modules are on there. */
  const standard = (index: number) =>
    grant(
      at(index),
      defaultPermissions.filter(
        (name) => !name.startsWith('loyalty.') || !company(index).modulesOff?.includes('loyalty'),
      ),
    );
  const everywhere = () => companies.map((_, index) => standard(index));
  const withLoyalty = companies.flatMap(({ modulesOff = [] }, index) =>
    modulesOff.includes('loyalty') ? [] : [index],
  );

  return [
    person({ role: 'owner' }),
    person({ role: 'owner' }),
    member(grant('organization', defaultPermissions)),
    member(grant('organization', ['promotion.edit'])),
    member(...everywhere()),
    member(...everywhere()),
    ...companies.map((_, index) => member(grant(at(index), ['company.administer']))),
    member(grant(at(0), ['company.administer', 'promotion.edit']), standard(1)),
    ...companies.map((_, index) =>
      member(grant(at(index), ['promotion.edit', 'promotion.publish'])),
    ),
    ...companies.map((_, index) => member(grant(at(index), []))),
    ...withLoyalty.flatMap((index) => [
      member(grant(at(index), ['loyalty.view', 'loyalty.account.edit', 'loyalty.points.adjust'])),
      member(
        grant(at(index), [
          'loyalty.view',
          'loyalty.scheme.edit',
          'loyalty.scheme.publish',
          'loyalty.contact.reveal',
        ]),
      ),
    ]),
    member(grant(at(0), ['product.edit', 'attribute.edit']), grant(at(2), ['product.edit'])),
    member(grant(at(3), ['campaign.edit', 'promotion.edit'], 21)),
    person({ grants: [grant(at(1), ['campaign.edit'])], accessEndsInDays: 30 }, agencyDomain),
    person({}),
    person({}),
    person({}),
    person({ state: 'waiting', grants: [standard(0)], linkEndsInDays: 5 }),
    person({ state: 'waiting', linkEndsInDays: 3 }),
    person({ state: 'expired', grants: [standard(2)], linkEndsInDays: -2 }),
    person({ state: 'suspended', grants: [standard(3)] }),
    person({ state: 'removed', grants: [standard(4)] }),
  ];
}
