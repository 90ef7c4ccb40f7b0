import { importLimits } from '@latchkey/contract';
import type { EntityId, Operation, OrganizationId, Plan } from '@latchkey/engine';
import { byMember } from '../../change/by-member.ts';
import { preview } from '../../change/commit.ts';
import type { Services } from '../../services.ts';
import { canonicalAddress } from '../../sign-in/canonical-address.ts';
import type { PeopleField } from './columns/people-fields.ts';
import type { PlaceField } from './columns/place-fields.ts';
import { heldBackBy } from './plan/change-person.ts';
import type { NamedScope } from './plan/person-cells.ts';
import { planPeople } from './plan/plan-people.ts';
import { type NewParent, type PlacesPlan, planPlaces } from './plan/plan-places.ts';
import {
  emptyRow,
  type ImportOperation,
  type PlannedRow,
  type StoredIssue,
} from './plan/planned-row.ts';
import { readPerson } from './plan/read-person.ts';
import { rowError } from './plan/row-issues.ts';
import { RowReader, type SourceRow } from './plan/row-reader.ts';
import { type PlanningContext, readKnownPeople } from './planning-context.ts';
import { refusedOperation } from './refused-operation.ts';
import type { StoredImport } from './stored-import.ts';

export interface PlanJob {
  readonly record: Pick<
    StoredImport,
    'kind' | 'mode' | 'applyChanged' | 'columns' | 'separator' | 'actingMemberId' | 'actingUserId'
  >;
  readonly context: PlanningContext;
  readonly source: readonly SourceRow[];
}

export interface PlannedBatch {
  readonly rows: readonly {
    readonly source: SourceRow;
    readonly plan: PlannedRow;
    readonly level: number;
  }[];
  readonly newParents: readonly NewParent[];
}

const batchRows = importLimits.chunkRows;

/** Plans a file batch by batch: what the cells say first, then what the guards say to it. */
export async function* planRows(services: Services, job: PlanJob): AsyncGenerator<PlannedBatch> {
  if (job.record.kind === 'people') yield* planPeopleRows(services, job);
  else yield* planPlacesRows(services, job);
}

async function* planPeopleRows(services: Services, job: PlanJob): AsyncGenerator<PlannedBatch> {
  const { context, record, source } = job;
  const { separator, mode, applyChanged } = record;
  const reader = new RowReader<PeopleField>(record.columns);
  const { owner, member } = context.model.words ?? {};
  const reading = {
    ...context,
    reader,
    separator,
    mode,
    roles: { ...(owner && { owner }), ...(member && { member }) },
    wholeOrganization: wholeOrganization(context.organizationId),
  };
  for (const rows of batchesByPerson(source, reader)) {
    const people = rows.map((row) => readPerson(row, reading));
    const addresses = [...new Set(people.flatMap(({ address }) => address ?? []))];
    const known = await readKnownPeople(services, context, addresses);
    const planned = planPeople(people, { ...context, known, applyChanged });
    const guarded = await guard(services, job, planned, []);
    yield { rows: joined(rows, guarded, () => 0), newParents: [] };
  }
}

const wholeOrganization = (scope: OrganizationId): NamedScope => ({
  scope,
  label: 'the whole organization',
  closed: false,
  typed: 'organization',
});

/** Batches of rows in which all rows about one person stand together. */
function* batchesByPerson(
  source: readonly SourceRow[],
  reader: RowReader<PeopleField>,
): Generator<SourceRow[]> {
  const byPerson = Map.groupBy(
    source,
    (row) => canonicalAddress(reader.value(row, 'email'))?.address ?? row,
  );
  let batch: SourceRow[] = [];
  for (const rows of byPerson.values()) {
    batch.push(...rows);
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* planPlacesRows(services: Services, job: PlanJob): AsyncGenerator<PlannedBatch> {
  const { context, record, source } = job;
  const plan = planPlaces(source, {
    ...context,
    reader: new RowReader<PlaceField>(record.columns),
  });
  const refused = await refusedParents(services, job, plan.newParents);
  const levelOf = (row: SourceRow) => plan.levels.get(row.rowNumber) ?? 0;
  const planOf = new Map(
    plan.rows.map((row) => [row.rowNumber, withoutRefusedParent(row, refused)]),
  );
  const inOrder = [...source].sort((a, b) => levelOf(a) - levelOf(b) || a.rowNumber - b.rowNumber);
  const operationOf = operationsById(plan);

  for (let start = 0; start < inOrder.length || start === 0; start += batchRows) {
    const rows = inOrder.slice(start, start + batchRows);
    const planned = rows.flatMap((row) => planOf.get(row.rowNumber) ?? []);
    const guarded = await guard(services, job, planned, parentsBefore(planned, operationOf));
    const newParents =
      start === 0 ? plan.newParents.filter(({ entityId }) => !refused.has(entityId)) : [];
    yield { rows: joined(rows, guarded, levelOf), newParents };
  }
}

const joined = (
  source: readonly SourceRow[],
  planned: readonly PlannedRow[],
  levelOf: (row: SourceRow) => number,
) =>
  source.flatMap((row, index) => {
    const plan = planned[index];
    return plan ? [{ source: row, plan, level: levelOf(row) }] : [];
  });

/** The rules of single actions, on every row: what the door would refuse is an error of the row now. */
async function guard(
  services: Services,
  { record, context }: PlanJob,
  planned: readonly PlannedRow[],
  before: readonly Operation[],
): Promise<PlannedRow[]> {
  const rowOf = planned.flatMap((row) => row.operations.map(() => row));
  const plan = await previewOf(services, record, context, [
    ...before,
    ...planned.flatMap(({ operations }) => operations),
  ]);
  const refused = new Map<number, StoredIssue[]>();
  for (const problem of plan?.problems ?? []) {
    const row = rowOf[problem.operation - before.length];
    if (!row) continue;
    const issues = refused.get(row.rowNumber) ?? [];
    refused.set(row.rowNumber, [...issues, refusedOperation(problem, record.kind, context)]);
  }
  return planned.map((row) => {
    const own = refused.get(row.rowNumber);
    if (own) return withError(row, ...own);
    return row.partOf !== undefined && refused.has(row.partOf)
      ? withError(row, heldBackBy(row.partOf))
      : row;
  });
}

const withError = ({ rowNumber, subject, issues }: PlannedRow, ...errors: StoredIssue[]) => ({
  ...emptyRow(rowNumber, subject),
  result: 'error' as const,
  issues: [...issues, ...errors],
});

function previewOf(
  services: Services,
  { actingMemberId: memberId, actingUserId: userId }: PlanJob['record'],
  { organizationId }: PlanningContext,
  operations: readonly Operation[],
): Promise<Plan> | null {
  if (operations.length === 0) return null;
  return preview(services, organizationId, {
    ...byMember({ memberId, userId }),
    channel: 'import',
    operations,
  });
}

/** New parents that the person may not make, with the reason. */
async function refusedParents(
  services: Services,
  { record, context }: PlanJob,
  newParents: readonly NewParent[],
): Promise<Map<EntityId, string>> {
  const plan = await previewOf(services, record, context, newParents.map(parentOperation));
  const refused = new Map<EntityId, string>();
  for (const problem of plan?.problems ?? []) {
    const parent = newParents[problem.operation];
    if (parent) refused.set(parent.entityId, refusedOperation(problem, 'places', context).message);
  }
  return refused;
}

function withoutRefusedParent(row: PlannedRow, refused: ReadonlyMap<EntityId, string>): PlannedRow {
  const reason = row.operations
    .flatMap((operation) => ('parents' in operation ? (operation.parents ?? []) : []))
    .find((id) => refused.has(id));
  if (reason === undefined) return row;
  const message = `What it lies in does not exist and cannot be made. ${refused.get(reason)}`;
  const issue = rowError({ field: null, code: 'parent_not_applied', message, value: null });
  return withError(row, issue);
}

/** How a missing parent is made: its name is its code, as the file knows no other. */
export const parentOperation = ({ entityId, type, name, parents }: NewParent): ImportOperation => ({
  type: 'entity.create',
  entityId,
  entityType: type,
  code: name,
  name,
  parents,
});

function operationsById({ rows, newParents }: PlacesPlan): ReadonlyMap<EntityId, ImportOperation> {
  const operations = new Map<EntityId, ImportOperation>();
  for (const parent of newParents) operations.set(parent.entityId, parentOperation(parent));
  for (const operation of rows.flatMap((row) => row.operations)) {
    if (operation.type === 'entity.create') operations.set(operation.entityId, operation);
  }
  return operations;
}

/** What must be there before these rows can be previewed: parents that this file makes earlier. */
function parentsBefore(
  planned: readonly PlannedRow[],
  operationOf: ReadonlyMap<EntityId, ImportOperation>,
): ImportOperation[] {
  const operations = planned.flatMap((row) => row.operations);
  const own = new Set(
    operations.flatMap((operation) =>
      operation.type === 'entity.create' ? operation.entityId : [],
    ),
  );
  const before = new Map<EntityId, ImportOperation>();
  const collect = (operation: ImportOperation) => {
    if (!('parents' in operation)) return;
    for (const parent of operation.parents ?? []) {
      const made = operationOf.get(parent);
      if (!made || own.has(parent) || before.has(parent)) continue;
      collect(made);
      before.set(parent, made);
    }
  };
  for (const operation of operations) collect(operation);
  return [...before.values()];
}
