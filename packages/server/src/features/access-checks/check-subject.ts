import type { Explanation, GrantHolding, PermissionSetId, Scope, Snapshot } from '@latchkey/engine';
import { holdingWords } from '../../words/holding-words.ts';
import type { Names } from '../../words/read-names.ts';
import type { GrantOrigin, Person } from './queries.ts';

/** What a check is told from. */
export interface CheckSubject {
  readonly snapshot: Snapshot;
  readonly explanation: Explanation;
  readonly person: Person;
  readonly place: Scope;
  readonly names: Names;
  /** The instant that was asked about. */
  readonly asked: number;
  /** Who gave the telling grant, and when. */
  readonly origin: GrantOrigin | null;
}

/** What a grant is told as: the set's name, or the permissions given directly. */
export const holdingOf = (
  { snapshot, names }: Pick<CheckSubject, 'snapshot' | 'names'>,
  grant: NonNullable<Explanation['grant']>,
): string => holdingWords(snapshot, names, holding(grant));

const holding = ({ setId, permissions }: HeldBy): GrantHolding =>
  setId === null ? { setId, permissions: permissions ?? [] } : { setId, permissions: null };

interface HeldBy {
  readonly setId: PermissionSetId | null;
  readonly permissions: readonly string[] | null;
}
