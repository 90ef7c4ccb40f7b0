import type { DemoEntity, DemoGrant, DemoPerson, DemoPlace } from '../demo-organization.ts';
import { asciiName, personName } from '../invented-names.ts';

const domain = 'alderbrook.example';
const agencyDomain = 'papercrane.example';

/** Some hundred people: owners, managers, people at tills and desks, an agency, and those who have not answered yet. */
export function demoPeople(entities: readonly DemoEntity[]): DemoPerson[] {
  let next = 0;
  const person = (details: Partial<DemoPerson>, at = domain): DemoPerson => {
    const { first, last } = personName(next);
    next += 1;
    return {
      address: `${asciiName(first)}.${asciiName(last)}@${at}`,
      name: `${first} ${last}`,
      phone: next % 3 === 0 ? null : `+44 20 7946 0${String(next).padStart(3, '0')}`,
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
  const member = (set: string, ...places: readonly DemoPlace[]) =>
    person({ grants: places.map((place) => grant(set, place)) });

  const named = (type: string) =>
    entities
      .filter((entity) => entity.type === type)
      .map(({ code }): DemoPlace => ({ type, code }));
  const [concepts, zones, stores] = [named('concept'), named('zone'), named('store')];
  const concept = (index: number) => concepts[index] ?? 'organization';
  const zone = (index: number) => zones[index % zones.length] ?? 'organization';
  // Spread over the country: neighbours in the list lie in different zones.
  const store = (index: number) => stores[(index * 37) % stores.length] ?? 'organization';
  const times = <Item>(count: number, make: (index: number) => Item) =>
    Array.from({ length: count }, (_, index) => make(index));

  return [
    person({ role: 'owner' }),
    person({ role: 'owner' }),
    ...zones.map((place) => member('zone-manager', place)),
    ...concepts.map((place) => member('zone-manager', place)),
    ...times(26, (index) => member('store-manager', store(index))),
    ...times(18, (index) => member('store-operations', store(index))),
    ...times(4, (index) =>
      member('store-operations', store(index), store(index + 30), store(index + 60)),
    ),
    ...times(6, (index) => member('weekend-till', store(index + 90))),
    ...times(8, (index) => member('member-care-agent', index < 3 ? 'organization' : zone(index))),
    member('shift-lead', store(3)),
    member('shift-lead', store(12)),
    member('service-desk-lead', 'organization'),
    member('service-desk-lead', concept(1)),
    ...times(5, (index) => member('campaign-editor', index < 2 ? concept(index) : zone(index * 3))),
    ...times(2, (index) => member('campaign-publisher', concept(index))),
    ...times(5, (index) =>
      member('reports-viewer', index === 0 ? 'organization' : zone(index * 2)),
    ),
    person({
      grants: [grant('campaign-editor', zone(2)), grant('reports-viewer', 'organization')],
    }),
    person({
      grants: [grant('store-operations', store(7)), grant('store-manager', store(7), 21)],
    }),
    member('programme-manager', 'organization'),
    member('platform-administrator', 'organization'),
    ...times(4, (index) =>
      person(
        {
          grants: [grant('agency-campaigns', concept(index % 2))],
          accessEndsInDays: [9, 30, 45, 90][index] ?? 30,
        },
        agencyDomain,
      ),
    ),
    ...times(7, (index) =>
      person({
        state: 'waiting',
        grants: [grant(index < 4 ? 'store-operations' : 'member-care-agent', store(index + 200))],
        linkEndsInDays: 2 + index,
        note: index === 0 ? 'Welcome to the team at the new store.' : null,
      }),
    ),
    person({ state: 'waiting', role: 'owner', linkEndsInDays: 5 }),
    person(
      {
        state: 'waiting',
        grants: [grant('agency-campaigns', concept(0))],
        accessEndsInDays: 60,
        linkEndsInDays: 4,
      },
      agencyDomain,
    ),
    ...times(4, (index) =>
      person({
        state: 'expired',
        grants: [grant('store-operations', store(index + 240))],
        linkEndsInDays: -1 - index * 3,
      }),
    ),
    person({ state: 'suspended', grants: [grant('member-care-agent', zone(5))] }),
    person({ state: 'suspended', grants: [grant('store-operations', store(300))] }),
    person({ state: 'removed', grants: [grant('store-manager', store(310))] }),
    person({ state: 'removed', grants: [grant('reports-viewer', zone(9))] }),
  ];
}

const grant = (set: string, place: DemoPlace, endsInDays: number | null = null): DemoGrant => ({
  set,
  place,
  endsInDays,
});
