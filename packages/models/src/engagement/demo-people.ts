import type { DemoPerson } from '../demo-organization.ts';
import { asciiName, personName } from '../invented-names.ts';

const domain = 'tidewater.example';
const agencyDomain = 'brightkite.example';

/** Some sixty people: owners, admins, those who write and those who look, an agency for a while, and invitations in every state. */
export function demoUsers(): DemoPerson[] {
  let next = 0;
  const person = (details: Partial<DemoPerson>, at = domain): DemoPerson => {
    // Another stretch of the names than the other demos begin with.
    const { first, last } = personName(1200 + next);
    next += 1;
    return {
      address: `${asciiName(first)}.${asciiName(last)}@${at}`,
      name: `${first} ${last}`,
      phone: next % 4 === 0 ? null : `+44 20 7946 0${String(700 + next)}`,
      role: 'member',
      // Two of three come through the identity provider.
      signInMethod: next % 3 === 0 ? 'password' : 'sso',
      state: 'active',
      grants: [],
      accessEndsInDays: null,
      linkEndsInDays: 7,
      note: null,
      ...details,
    };
  };
  const local = 'password' as const;
  const holds = (set: string) => [{ set, place: 'organization', endsInDays: null } as const];
  const times = (count: number, make: (index: number) => DemoPerson) =>
    Array.from({ length: count }, (_, index) => make(index));

  return [
    ...times(2, () => person({ role: 'owner', signInMethod: local })),
    ...times(3, () => person({ grants: holds('full-admin') })),
    ...times(12, () => person({ grants: holds('journey-builder') })),
    ...times(9, () => person({ grants: holds('message-editor') })),
    ...times(5, () => person({ grants: holds('sender') })),
    ...times(14, () => person({ grants: holds('restricted-access') })),
    ...times(3, (index) =>
      person(
        {
          grants: holds('message-editor'),
          signInMethod: local,
          accessEndsInDays: [6, 30, 75][index] ?? 30,
        },
        agencyDomain,
      ),
    ),
    ...times(4, (index) =>
      person({
        state: 'waiting',
        grants: holds(index % 2 === 0 ? 'restricted-access' : 'journey-builder'),
        signInMethod: local,
        linkEndsInDays: 2 + index,
        note: index === 0 ? 'You will look after the welcome journey with us.' : null,
      }),
    ),
    person(
      {
        state: 'waiting',
        grants: holds('message-editor'),
        signInMethod: local,
        accessEndsInDays: 40,
        linkEndsInDays: 5,
      },
      agencyDomain,
    ),
    ...times(2, (index) =>
      person({
        state: 'expired',
        grants: holds('restricted-access'),
        signInMethod: local,
        linkEndsInDays: -2 - index * 4,
      }),
    ),
    person({ state: 'declined', grants: holds('sender'), signInMethod: local }),
    ...times(2, () =>
      person({ state: 'revoked', grants: holds('full-admin'), signInMethod: local }),
    ),
    person({ state: 'suspended', grants: holds('sender') }),
    person({ state: 'removed', grants: holds('journey-builder') }),
  ];
}
