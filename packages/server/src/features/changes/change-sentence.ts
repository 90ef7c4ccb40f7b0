import type { SentencePart } from '@latchkey/contract';
import type { MemberId, PermissionSetId } from '@latchkey/engine';
import type { ChangeRow } from './queries.ts';
import type { Act } from './tallies.ts';

/** What a sentence calls people, sets and places. */
export interface SentenceNames {
  person(memberId: MemberId | null): string;
  set(setId: PermissionSetId): string;
  /** "West zone", "3 places". */
  places(scopes: readonly string[]): string;
  /** "store", "3 stores". */
  entities(type: string | null, count: number): string;
}

type Words = readonly (string | SentencePart)[];
type Saying = (act: Act, names: SentenceNames) => Words;

/**
 * What each act is called, the leading ones first: who is invited also gets grants, and a deleted set
 * moves them, so the first act of this list that occurs in a change is what the change was about.
 */
const sayings: readonly (readonly [string, Saying])[] = [
  ['organization.made', () => ['made the organization']],
  ['organization.model', () => ['moved the organization to a new version of the access model']],
  ['organization.selfServe>true', () => ['switched self-serve on']],
  ['organization.selfServe>false', () => ['switched self-serve off']],
  ['organization.modules', () => ['switched modules of the organization on or off']],
  ['organization.types', () => ['changed which types of places the organization has']],
  ['entity.modules', (act, names) => places('switched modules on or off at', act, names)],
  ['visit.made', () => ['began a visit, to read only']],
  ['visit.removed>active', () => ['began a visit, to read only']],
  ['visit.active>removed', () => ['ended the visit']],
  ['visit.end', () => ['began a visit, to read only']],
  ['visit.changed', () => ['began a visit, to read only']],
  ['permissionSet.gone', (act) => objects('deleted', 'the permission set', 'permission sets', act)],
  ['invitation.made', (act, names) => ['invited ', people(act, names)]],
  [
    'invitation.waiting>accepted',
    (act, names) =>
      act.people <= 1
        ? ['accepted the invitation']
        : ['accepted the invitations of ', people(act, names)],
  ],
  [
    'invitation.waiting>declined',
    (act, names) =>
      act.people <= 1
        ? ['declined the invitation']
        : ['declined the invitations of ', people(act, names)],
  ],
  [
    'invitation.waiting>revoked',
    (act, names) => ['revoked the invitation of ', people(act, names)],
  ],
  [
    'invitation.corrected',
    (act, names) => ['corrected the address in the invitation of ', people(act, names)],
  ],
  ['invitation.resent', (act, names) => ['sent the invitation again to ', people(act, names)]],
  ['member.active>suspended', (act, names) => ['suspended ', people(act, names)]],
  ['member.suspended>active', (act, names) => ['resumed ', people(act, names)]],
  ['member.active>removed', (act, names) => ['removed ', people(act, names)]],
  ['member.suspended>removed', (act, names) => ['removed ', people(act, names)]],
  ['member.invited>removed', (act, names) => ['withdrew ', people(act, names)]],
  ['member.removed>active', (act, names) => ['restored ', people(act, names)]],
  ['member.removed>suspended', (act, names) => ['restored ', people(act, names)]],
  ['member.removed>invited', (act, names) => ['invited ', people(act, names), ' again']],
  [
    'member.role>owner',
    (act, names) => ['made ', people(act, names), act.count === 1 ? ' an owner' : ' owners'],
  ],
  [
    'member.role>member',
    (act, names) => ['made ', people(act, names), act.count === 1 ? ' a member' : ' members'],
  ],
  ['member.end', (act, names) => ['set the end of access of ', people(act, names)]],
  ['member.made', (act, names) => ['added ', people(act, names)]],
  ['member.gone', (act) => ['took back ', strong(countOf(act.count, 'person', 'people'))]],
  ['grant.changed', (act, names) => ['changed the access of ', people(act, names)]],
  [
    'grant.made',
    (act, names) => [
      'gave ',
      people(act, names),
      ' ',
      strong(setList(act, names)),
      ' at ',
      strong(names.places(act.scopes)),
    ],
  ],
  [
    'grant.gone',
    (act, names) => [
      'took ',
      not(setList(act, names)),
      ' at ',
      strong(names.places(act.scopes)),
      ' from ',
      people(act, names),
    ],
  ],
  ['member.changed', (act, names) => ['edited the profile of ', people(act, names)]],
  ['permissionSet.made', (act) => objects('made', 'the permission set', 'permission sets', act)],
  [
    'permissionSet.changed',
    (act) => objects('changed', 'the permission set', 'permission sets', act),
  ],
  ['entity.made', (act, names) => places('added', act, names)],
  ['entity.gone', (act, names) => places('took away', act, names)],
  ['entity.closed>true', (act, names) => places('closed', act, names)],
  ['entity.closed>false', (act, names) => places('reopened', act, names)],
  ['entity.changed', (act, names) => places('changed', act, names)],
  ['key.made', (act) => objects('made', 'the API key', 'API keys', act)],
  ['key.revoked', (act) => objects('revoked', 'the API key', 'API keys', act)],
  ['key.gone', (act) => objects('took back', 'the API key', 'API keys', act)],
  ['organization.changed', () => ['changed the settings of the organization']],
];

/** "Meera gave Ravi Store operations at 3 stores." */
export function changeSentence(
  change: ChangeRow,
  actorName: string,
  acts: readonly Act[],
  names: SentenceNames,
): SentencePart[] {
  return parts([strong(actorName), ' ', ...whatHappened(change, acts, names), '.']);
}

function whatHappened(change: ChangeRow, acts: readonly Act[], names: SentenceNames): Words {
  if (change.reverted_file !== null) return ['undid the import ', strong(change.reverted_file)];
  if (change.reverts !== null)
    return ['undid change ', strong(String(change.reverted_revision ?? ''))];
  if (change.chunk_number !== null && acts.length === 0) return importWords(change);

  const both = grantsBothWays(acts);
  if (both) return ['changed the access of ', people(both, names)];
  for (const [name, say] of sayings) {
    const act = acts.find((candidate) => candidate.act === name);
    if (act) return say(act, names);
  }
  return ['changed ', strong(countOf(change.object_count, 'object', 'objects'))];
}

function importWords({ import_kind, import_applied, import_file }: ChangeRow): Words {
  const [one, many] = import_kind === 'places' ? ['place', 'places'] : ['person', 'people'];
  const what = import_applied === null ? many : countOf(import_applied, one, many);
  return ['imported ', strong(what), ' from ', strong(import_file ?? 'a file')];
}

/** Grants given and taken from the same people in one change are one change of access. */
function grantsBothWays(acts: readonly Act[]): Act | null {
  if (acts.some(({ act }) => !act.startsWith('grant.'))) return null;
  const made = acts.find(({ act }) => act === 'grant.made');
  const gone = acts.find(({ act }) => act === 'grant.gone');
  if (!made || !gone) return null;
  return made.people >= gone.people ? made : gone;
}

const strong = (text: string): SentencePart => ({ text, tone: 'strong' });
const not = (text: string): SentencePart => ({ text, tone: 'not' });
const countOf = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

const people = (act: Act, names: SentenceNames) =>
  strong(act.people <= 1 ? names.person(act.memberId) : countOf(act.people, 'person', 'people'));

const setList = ({ setIds }: Act, names: SentenceNames) =>
  setIds.length > 3
    ? countOf(setIds.length, 'permission set', 'permission sets')
    : new Intl.ListFormat('en').format(setIds.map((setId) => names.set(setId)));

const objects = (verb: string, one: string, many: string, act: Act): Words =>
  act.count === 1
    ? [`${verb} ${one} `, strong(act.name ?? '')]
    : [`${verb} `, strong(countOf(act.count, one, many))];

const places = (verb: string, act: Act, names: SentenceNames): Words =>
  act.count === 1
    ? [`${verb} the ${names.entities(act.type, 1)} `, strong(act.name ?? '')]
    : [`${verb} `, strong(names.entities(null, act.count))];

/** Neighbours of one tone become one part. */
function parts(words: Words): SentencePart[] {
  const joined: SentencePart[] = [];
  for (const word of words) {
    const part: SentencePart = typeof word === 'string' ? { text: word, tone: 'plain' } : word;
    const last = joined.at(-1);
    if (last?.tone === part.tone)
      joined[joined.length - 1] = { ...last, text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}
