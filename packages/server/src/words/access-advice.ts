import type { AccessAdvice } from '@latchkey/contract';
import {
  type AskedGrant,
  type GrantHolding,
  type MemberId,
  type OrganizationId,
  type Role,
  type Scope,
  type Snapshot,
  snapshotModel,
  type WiderAccess,
  widerAccess,
} from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';
import { holdingWords } from './holding-words.ts';
import { permissionLabel } from './permission-label.ts';
import { placeWords } from './place-words.ts';
import { type Names, readNames } from './read-names.ts';

interface AskedAccess {
  /** The role that is given anew; null when it stays. */
  readonly role: Role | null;
  readonly grants: readonly AskedGrant[];
  readonly asker: MemberId;
  /** The person whose access it is to be; null for people who are new. */
  readonly member: MemberId | null;
  /** How many get it. */
  readonly people: number;
}

const adviceAtMost = 8;

/** Where access that is being put together is wider than it may need to be, in words; the same for every path. */
export async function accessAdvice(
  transaction: Transaction,
  organizationId: OrganizationId,
  snapshot: Snapshot,
  { role, grants, asker, member, people }: AskedAccess,
): Promise<AccessAdvice[]> {
  if (role === 'owner') return [ownerAdvice(people)];
  const found = widerAccess(snapshot, grants, { asker, member, now: Date.now() });
  const names = await readNames(transaction, organizationId, {
    sets: [...grants.map(({ setId }) => setId), ...found.flatMap(setsIn)],
    places: found.flatMap(placesIn),
  });
  const say = { snapshot, names, organizationId };
  return [...wholeAdvice(say, grants, found), ...found.map((wider) => inWords(say, wider))].slice(
    0,
    adviceAtMost,
  );
}

interface Say {
  readonly snapshot: Snapshot;
  readonly names: Names;
  readonly organizationId: OrganizationId;
}

const ownerAdvice = (people: number): AccessAdvice => ({
  about: 'type',
  text: `${people === 1 ? 'An owner' : 'Owners'} may do everything everywhere, and change what others may do. A member with a permission set is enough for daily work.`,
});

/** The whole organization is remarked on in any case; where there is a custom to compare with, that says more. */
function wholeAdvice(
  say: Say,
  grants: readonly AskedGrant[],
  found: readonly WiderAccess[],
): AccessAdvice[] {
  // Where there are no places, there is nothing to choose instead.
  if (Object.keys(snapshotModel(say.snapshot).entityTypes).length === 0) return [];
  const compared = new Set(
    found.flatMap((wider) => (wider.kind === 'widest' ? [wider.holding.setId] : [])),
  );
  const whole = grants.filter(
    ({ scope, setId }) => scope === say.organizationId && !compared.has(setId),
  );
  const holdings = [...new Set(whole.map((grant) => holdingOf(say, grant)))];
  if (holdings.length === 0) return [];
  const reaches = holdings.length === 1 ? 'reaches' : 'reach';
  return [
    {
      about: 'where',
      text: `${listed(holdings)} in the whole organization ${reaches} every place, later ones too. Choose places if some are enough.`,
    },
  ];
}

function inWords(say: Say, wider: WiderAccess): AccessAdvice {
  const holding = holdingOf(say, wider.holding);
  switch (wider.kind) {
    case 'included_place':
      return {
        about: 'where',
        text: `${holding} ${atPlaces(say, wider.scopes)} is included already: it is given ${atPlaces(say, [wider.within])}.`,
      };
    case 'included_holding': {
      const within = holdingOf(say, wider.within);
      const rest =
        wider.scopes.length === wider.of
          ? `${holding} can be left out.`
          : `That holds at ${counted(wider.scopes.length)} of its ${counted(wider.of)} places.`;
      return { about: 'what', text: `Everything in ${holding} is already in ${within}. ${rest}` };
    }
    case 'unusual_here':
      return {
        about: 'what',
        text: `None of the ${counted(wider.people)} people ${atPlaces(say, wider.scopes)} holds ${holding}${wider.holding.setId === null ? '' : ', or a set with all of it'}.${narrower(say, holding, wider.narrower)}`,
      };
    case 'widest_set':
      return { about: 'what', text: widestSetText(say, wider, holding) };
    case 'widest': {
      const most = placeTotal(say, wider.widest);
      const now = `${atPlaces(say, [wider.widest])} at the most${most === null ? '' : ` (${most})`}`;
      const reaches = placeTotal(say, wider.scope) ?? 'every place';
      return {
        about: 'where',
        text: `The ${counted(wider.people)} people who hold ${holding} have it ${now}. ${capital(atPlaces(say, [wider.scope]))} it reaches ${reaches}, later ones too.`,
      };
    }
  }
}

/** `Full admin has everything that each of the 4 other roles has, and more: 31 permissions, 9 of them marked: …` */
function widestSetText(
  { snapshot }: Say,
  { others, permissions, risky }: Extract<WiderAccess, { kind: 'widest_set' }>,
  holding: string,
): string {
  const model = snapshotModel(snapshot);
  const { permissionSet = 'set', permissionSets = 'sets' } = model.words ?? {};
  const rest =
    others === 1
      ? `the other ${permissionSet.toLowerCase()}`
      : `each of the ${counted(others)} other ${permissionSets.toLowerCase()}`;
  const marked =
    risky.length === 0
      ? ''
      : `, ${counted(risky.length)} of them marked: ${listed(risky.map((name) => permissionLabel(model, name)))}`;
  return `${holding} has everything that ${rest} has, and more: ${counted(permissions)} permissions${marked}. Choose a narrower one if it is enough for the work.`;
}

/** ` Service desk lead is wider than Member care agent, which 9 of them hold, by 5 permissions, 2 of them marked: …` */
function narrower(
  { snapshot, names }: Say,
  holding: string,
  set: Extract<WiderAccess, { kind: 'unusual_here' }>['narrower'],
): string {
  if (set === null) return '';
  const model = snapshotModel(snapshot);
  const risks = set.risky.map((name) => permissionLabel(model, name));
  const less = `${counted(set.less.length)} ${set.less.length === 1 ? 'permission' : 'permissions'}`;
  const marked = set.less.length === 1 ? 'marked' : `${counted(risks.length)} of them marked`;
  return ` ${holding} is wider than ${names.sets.get(set.setId) ?? ''}, which ${counted(set.people)} of them ${set.people === 1 ? 'holds' : 'hold'}, by ${less}, ${marked}: ${listed(risks)}.`;
}

/** `in West zone`, `at Store LL-1022 · Kings Wharf`, `at these 41 places` */
function atPlaces({ snapshot, names, organizationId }: Say, scopes: readonly Scope[]): string {
  const [only] = scopes;
  if (scopes.length !== 1 || only === undefined) return `at these ${counted(scopes.length)} places`;
  const { label, total } = placeWords(snapshot, only, names.places.get(only));
  return total !== null || only === organizationId ? `in ${label}` : `at ${label}`;
}

const placeTotal = ({ snapshot, names }: Say, scope: Scope) =>
  placeWords(snapshot, scope, names.places.get(scope)).total;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const holdingOf = ({ snapshot, names }: Say, holding: GrantHolding) =>
  holdingWords(snapshot, names, holding);

const setsIn = (wider: WiderAccess) => [
  ...(wider.kind === 'included_holding' ? [wider.within.setId] : []),
  ...(wider.kind === 'unusual_here' && wider.narrower ? [wider.narrower.setId] : []),
];

/** Places that are said by name: where there are several, they are counted. */
function placesIn(wider: WiderAccess): readonly Scope[] {
  switch (wider.kind) {
    case 'included_place':
      return [...wider.scopes.slice(0, 1), wider.within];
    case 'unusual_here':
      return wider.scopes.slice(0, 1);
    case 'widest':
      return [wider.scope, wider.widest];
    case 'included_holding':
    case 'widest_set':
      return [];
  }
}

const counted = (count: number) => count.toLocaleString('en');

/** `a`, `a and b`; with many, the first ones and how many more. */
function listed(items: readonly string[]): string {
  const shown = items.length > 4 ? [...items.slice(0, 3), `${items.length - 3} more`] : items;
  return new Intl.ListFormat('en-GB').format(shown);
}
