import type { AccessCheck } from '@latchkey/contract';
import {
  type Explanation,
  type GrantHolding,
  type PermissionSetId,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import { holdingWords } from '../../words/holding-words.ts';
import { permissionLabel } from '../../words/permission-label.ts';
import { placeWords } from '../../words/place-words.ts';
import type { Names } from '../../words/read-names.ts';
import { instantWords } from './instant-words.ts';
import type { Person } from './queries.ts';

/** What a check is told from. */
export interface CheckSubject {
  readonly snapshot: Snapshot;
  readonly explanation: Explanation;
  readonly person: Person;
  readonly names: Names;
  readonly asked: number;
  /** Sets with which the asker could help. */
  readonly helpful: readonly PermissionSetId[];
}

type Link = AccessCheck['chain'][number];

/** From the person over the grant and its set to the place; a link that does not hold is why the answer is no. */
export function checkChain(subject: CheckSubject): Link[] {
  const { explanation, person, snapshot } = subject;
  const chain = [memberLink(subject)];
  if (person.role === 'owner') {
    return [
      ...chain,
      { label: 'Owner', detail: 'Owners may do everything everywhere.', holds: true },
      ...blockedLinks(subject),
    ];
  }
  if (!explanation.grant) {
    return [
      ...chain,
      { label: 'No grant', detail: 'Holds no permission set anywhere.', holds: false },
    ];
  }
  const model = snapshotModel(snapshot);
  const missing = explanation.missingRequired.map(
    (permission): Link => ({
      label: permissionLabel(model, permission),
      detail: `Is needed for ${permissionLabel(model, explanation.question.permission).toLowerCase()} and is not held here.`,
      holds: false,
    }),
  );
  return [
    ...chain,
    grantLink(subject),
    setLink(subject),
    placeLink(subject),
    ...missing,
    ...blockedLinks(subject),
  ];
}

/** A module that is off, or a restriction that hides it, makes all the rest count for nothing. */
function blockedLinks({ explanation, names, snapshot }: CheckSubject): Link[] {
  const { blockedBy } = explanation;
  const model = snapshotModel(snapshot);
  if (blockedBy?.by === 'module') {
    const place = placeWords(snapshot, blockedBy.place, names.places.get(blockedBy.place)).label;
    const label = model.modules[blockedBy.module]?.label ?? blockedBy.module;
    return [{ label, detail: `Is switched off at ${place}.`, holds: false }];
  }
  if (blockedBy?.by !== 'restriction') return [];
  const label = model.restrictions?.[blockedBy.restriction]?.label ?? blockedBy.restriction;
  const set = names.sets.get(blockedBy.setId) ?? 'A set held here';
  return [
    { label, detail: `${set} carries this restriction, and it hides the module.`, holds: false },
  ];
}

function memberLink({ person, asked }: CheckSubject): Link {
  const ended = person.access_ends_at !== null && person.access_ends_at.getTime() <= asked;
  if (person.status !== 'active') {
    const detail =
      person.status === 'invited' ? 'Is invited and has not accepted yet.' : `Is ${person.status}.`;
    return { label: person.name, detail, holds: false };
  }
  if (ended) {
    return {
      label: person.name,
      detail: `Access ended ${instantWords(person.access_ends_at?.getTime() ?? 0)}.`,
      holds: false,
    };
  }
  return { label: person.name, detail: 'Is active.', holds: true };
}

function grantLink(subject: CheckSubject): Link {
  const { explanation, names, snapshot, asked } = subject;
  const { grant } = explanation;
  if (!grant) return { label: '', detail: '', holds: false };
  const place = placeWords(snapshot, grant.scope, names.places.get(grant.scope));
  const label = `${holdingOf(subject, grant)} at ${place.label}`;
  if (grant.startsAt !== null && asked < grant.startsAt) {
    return { label, detail: `Begins ${instantWords(grant.startsAt)}.`, holds: false };
  }
  if (grant.endsAt !== null && grant.endsAt <= asked) {
    return { label, detail: `Ended ${instantWords(grant.endsAt)}.`, holds: false };
  }
  const detail = grant.endsAt === null ? 'Has no end.' : `Until ${instantWords(grant.endsAt)}.`;
  return { label, detail, holds: true };
}

/** What a grant is told as: the set's name, or the permissions given directly. */
export const holdingOf = (
  { snapshot, names }: CheckSubject,
  grant: NonNullable<Explanation['grant']>,
): string => holdingWords(snapshot, names, holding(grant));

const holding = ({ setId, permissions }: NonNullable<Explanation['grant']>): GrantHolding =>
  setId === null ? { setId, permissions: permissions ?? [] } : { setId, permissions: null };

function setLink(subject: CheckSubject): Link {
  const { explanation, snapshot } = subject;
  const { grant, question } = explanation;
  const label = permissionLabel(snapshotModel(snapshot), question.permission);
  const set = grant ? holdingOf(subject, grant) : 'the set';
  return grant?.hasPermission
    ? { label, detail: `Is in ${set}.`, holds: true }
    : { label, detail: `Is not in ${set}.`, holds: false };
}

function placeLink({ explanation, names, snapshot }: CheckSubject): Link {
  const { grant, question, path } = explanation;
  const [asked] = [question.place].flat();
  const label =
    asked === undefined ? '' : placeWords(snapshot, asked, names.places.get(asked)).label;
  if (!grant?.coversPlace) return { label, detail: 'Does not lie there.', holds: false };
  const above = path
    .slice(1)
    .map((scope) => placeWords(snapshot, scope, names.places.get(scope)).label);
  const detail = above.length === 0 ? 'Is where it was given.' : `Lies in ${above.join(', in ')}.`;
  return { label, detail, holds: true };
}
