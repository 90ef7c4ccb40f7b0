import type { ImportView, PlanView, SentencePart } from '@latchkey/contract';
import type { ChangeId, ImportId, Instant, OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import { byMember } from '../../change/by-member.ts';
import { commit } from '../../change/commit.ts';
import { recordedEffects } from '../../change/log.ts';
import { previewUndo } from '../../change/undo.ts';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { type AffectedPage, planView } from '../../words/plan-view.ts';
import type { Progress } from './apply-chunks.ts';
import { getImport } from './get-import.ts';
import { undoUntil } from './import-view.ts';
import { counted } from './plan/in-words.ts';
import { readImport, updateImport } from './queries.ts';
import { requireImport } from './require-import.ts';
import type { StoredImport, StoredUndo } from './stored-import.ts';

/** Sets a job to undoing what the import did, newest chunk first. */
export async function undoImport(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
): Promise<ImportView> {
  const { organizationId } = signedIn;
  await inOrganization(services.db, organizationId, async (transaction) => {
    const record = await requireImport(transaction, signedIn, importId, { lock: true });
    requireUndoable(record);
    if (record.undo !== null) return;
    await updateImport(transaction, organizationId, importId, {
      acting: signedIn,
      undo: { undone: 0, conflicts: 0, remarks: remarksOn(record), beforeRevision: null },
    });
    await services.jobs.enqueue(transaction, 'import-apply', organizationId);
  });
  return getImport(services, signedIn, importId);
}

function requireUndoable(record: StoredImport): void {
  const until = undoUntil(record);
  if (until === null || until.getTime() < Date.now()) throw new ProblemError('import_wrong_state');
}

function remarksOn({ kind, counts }: StoredImport): string[] {
  if (kind === 'places') return ['Places in which somebody was given access since stay.'];
  if (counts.create === 0) return [];
  return [
    `${counted(Math.min(counts.create, counts.applied), 'invitation mail', 'invitation mails')} may have been sent and cannot be unsent; the links in them end.`,
    'People who have accepted since stay members.',
  ];
}

/** Undoes what is left to undo. The step past a change is part of the transaction that undoes it, so nothing is done twice. */
export async function undoChunks(
  services: Services,
  organizationId: OrganizationId,
  importId: ImportId,
  until: Instant,
): Promise<Progress> {
  while (Date.now() < until) {
    const step = await nextStep(services, organizationId, importId);
    if (step === null) return 'finished';
    const { record, undo, change } = step;
    await commit(services, organizationId, {
      ...byMember({ memberId: record.actingMemberId, userId: record.actingUserId }),
      channel: 'import',
      reason: record.fileName,
      operations: change.effects
        .map(
          (recorded) => ({ type: 'change.revert', changeId: change.changeId, recorded }) as const,
        )
        .reverse(),
      take: 'good-ones',
      reverts: change.changeId,
      alongside: (transaction, { outcomes }) => {
        const undone = outcomes.filter((outcome) => outcome !== 'refused').length;
        return stepPast(transaction, organizationId, importId, undo, {
          ...undo,
          undone: undo.undone + undone,
          conflicts: undo.conflicts + outcomes.length - undone,
          beforeRevision: change.revision,
        });
      },
    });
  }
  return 'more';
}

/** The next change to undo; null when all are undone, which is noted. */
function nextStep(services: Services, organizationId: OrganizationId, importId: ImportId) {
  return inOrganization(services.db, organizationId, async (transaction) => {
    const record = await readImport(transaction, { organizationId, createdBy: null }, importId);
    if (!record?.undo || record.state === 'undone') return null;
    const { undo } = record;
    const [newest] = await readChanges(transaction, organizationId, importId, undo.beforeRevision);
    if (!newest) {
      await updateImport(transaction, organizationId, importId, { state: 'undone' });
      return null;
    }
    const effects = await recordedEffects(transaction, organizationId, newest.changeId);
    return { record, undo, change: { ...newest, effects } };
  });
}

/** Only from where this step began: a second process at the same step gets nothing done. */
async function stepPast(
  transaction: Transaction,
  organizationId: OrganizationId,
  importId: ImportId,
  before: StoredUndo,
  after: StoredUndo,
): Promise<void> {
  const { rows } = await sql`
    update imports set undo = ${JSON.stringify(after)}
    where organization_id = ${organizationId} and import_id = ${importId}
      and (undo ->> 'beforeRevision')::bigint is not distinct from ${before.beforeRevision}
    returning 1
  `.execute(transaction);
  if (rows.length === 0) throw new Error('Another process undoes this import.');
}

/** Changes of an import, newest first. */
async function readChanges(
  transaction: Transaction,
  organizationId: OrganizationId,
  importId: ImportId,
  beforeRevision: number | null,
): Promise<{ readonly changeId: ChangeId; readonly revision: number; readonly objects: number }[]> {
  const { rows } = await sql<{ changeId: ChangeId; revision: number; objects: number }>`
    select change_id as "changeId", revision, object_count as objects from changes
    where organization_id = ${organizationId} and import_id = ${importId} and chunk_number is not null
      and (${beforeRevision}::bigint is null or revision < ${beforeRevision})
    order by revision desc
  `.execute(transaction);
  return rows;
}

const previewedObjects = 20_000;

/** What an undo would do; of a very large import the newest chunks stand for the rest. */
export async function previewUndoImport(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
  page: AffectedPage,
): Promise<PlanView> {
  const { organizationId } = signedIn;
  const { record, changes } = await inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const found = await requireImport(transaction, signedIn, importId);
      requireUndoable(found);
      return {
        record: found,
        changes: await readChanges(transaction, organizationId, importId, null),
      };
    },
    { readOnly: true },
  );
  const looked = newestUpTo(changes, previewedObjects);
  const undo = {
    ...byMember(signedIn),
    changeIds: looked.map(({ changeId }) => changeId),
  };
  const { plan, conflicts } = await previewUndo(services, organizationId, undo, page.signal);
  const total = changes.reduce((sum, change) => sum + change.objects, 0);
  const undone = plan.outcomes.filter((outcome) => outcome !== 'refused').length;
  const left = new Set(conflicts.map(({ id }) => id)).size;
  const sentence: SentencePart[] = [
    { text: `This undoes ${counted(total - left, 'change', 'changes')}`, tone: 'strong' },
    { text: ` of ${record.fileName}.`, tone: 'plain' },
    ...(left > 0
      ? [
          {
            text: ` ${counted(left, 'object', 'objects')} changed since and left alone.`,
            tone: 'not' as const,
          },
        ]
      : []),
  ];
  const view = await inOrganization(
    services.db,
    organizationId,
    (transaction) =>
      planView(transaction, signedIn, plan, {
        sentence,
        remarks: remarksOn(record),
        page,
      }),
    { readOnly: true },
  );
  const isWhole = looked.length === changes.length;
  return {
    ...view,
    applies: undone > 0,
    // Chunks that were not looked at have their people too.
    ...(!isWhole && { consequence: [], affectedTotal: record.counts.applied }),
    problems: [],
    mails: 0,
  };
}

/** The newest change, and as many after it as hold no more than this many objects together. */
function newestUpTo<Change extends { readonly objects: number }>(
  changes: readonly Change[],
  most: number,
): Change[] {
  const looked: Change[] = [];
  let objects = 0;
  for (const change of changes) {
    objects += change.objects;
    if (looked.length > 0 && objects > most) break;
    looked.push(change);
  }
  return looked;
}
