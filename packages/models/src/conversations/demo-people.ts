import type { DemoPerson } from '../demo-organization.ts';
import { asciiName, personName } from '../invented-names.ts';

const domain = 'marlowandfinch.example';

/** Two dozen people: owners, admins, those who answer customers, and some who have not answered yet or have left. */
export function demoTeam(): DemoPerson[] {
  let next = 0;
  const person = (details: Partial<DemoPerson>): DemoPerson => {
    // Another stretch of the names than the other demos begin with.
    const { first, last } = personName(600 + next);
    next += 1;
    return {
      address: `${asciiName(first)}.${asciiName(last)}@${domain}`,
      name: `${first} ${last}`,
      phone: `+44 20 7946 0${String(500 + next)}`,
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
  const holds = (set: 'admin' | 'teammate') => [
    { set, place: 'organization', endsInDays: null } as const,
  ];
  const times = (count: number, details: Partial<DemoPerson>) =>
    Array.from({ length: count }, () => person(details));

  return [
    ...times(2, { role: 'owner' }),
    ...times(4, { grants: holds('admin') }),
    ...times(14, { grants: holds('teammate') }),
    person({ state: 'waiting', grants: holds('admin'), linkEndsInDays: 6 }),
    person({
      state: 'waiting',
      grants: holds('teammate'),
      linkEndsInDays: 3,
      note: 'Your first shift is on Monday.',
    }),
    person({ state: 'expired', grants: holds('teammate'), linkEndsInDays: -2 }),
    person({ state: 'suspended', grants: holds('teammate') }),
    person({ state: 'removed', grants: holds('teammate') }),
  ];
}
