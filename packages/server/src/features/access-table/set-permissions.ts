import type { ChangeReceipt, PlanView, SentencePart } from '@latchkey/contract';
import {
  type EntityId,
  type MemberId,
  type Operation,
  permissionChangeSentence,
  permissionGraph,
  snapshotModel,
} from '@latchkey/engine';
import { byMember } from '../../change/by-member.ts';
import { commit } from '../../change/commit.ts';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { receipt } from '../../http/receipt.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { permissionAct } from '../../words/permission-label.ts';
import type { AffectedPage } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';
import { readNames } from '../../words/read-names.ts';
import { readPerson, readTableGrants } from './queries.ts';
import { requireTable, type TableOf } from './require-table.ts';

interface Wanted {
  readonly entityId: EntityId;
  readonly memberId: MemberId;
  readonly permissions: readonly string[];
}

/** A person holds exactly these permissions directly at the place; whether that may be is for the guards to say. */
export async function setPermissions(
  services: Services,
  signedIn: SignedIn,
  wanted: Wanted,
  unchanged: (revision: number) => void,
): Promise<ChangeReceipt> {
  const { organizationId } = signedIn;
  await requireTable(services, signedIn, wanted.entityId);
  const stillAt = async (transaction: Transaction) => {
    const person = await readPerson(transaction, organizationId, wanted.memberId);
    if (!person) throw new ProblemError('unknown_member');
    unchanged(person.touched);
  };
  await inOrganization(services.db, organizationId, stillAt, { readOnly: true });
  const committed = await commit(services, organizationId, {
    ...byMember(signedIn),
    operations: [operation(wanted)],
    // Between the first look and the lock somebody may have been faster.
    alongside: stillAt,
  });
  return receipt(services, organizationId, committed);
}

export async function previewPermissions(
  services: Services,
  signedIn: SignedIn,
  wanted: Wanted,
  page: AffectedPage,
): Promise<PlanView> {
  const table = await requireTable(services, signedIn, wanted.entityId);
  const request = { ...byMember(signedIn), operations: [operation(wanted)] };
  const view = await previewChange(services, signedIn, request, page, async (transaction) => {
    const sentence = await changeInWords(transaction, signedIn, table, wanted);
    return sentence.length > 0 ? { sentence } : {};
  });
  // The sentence says it for the one person and the one place that are looked at.
  return { ...view, consequence: [] };
}

const operation = ({ entityId, memberId, permissions }: Wanted): Operation => ({
  type: 'member.setPermissions',
  memberId,
  scope: entityId,
  permissions,
  grantId: newId('grt'),
});

async function changeInWords(
  transaction: Transaction,
  { organizationId }: SignedIn,
  { snapshot, lineage }: TableOf,
  { entityId, memberId, permissions }: Wanted,
): Promise<SentencePart[]> {
  const person = await readPerson(transaction, organizationId, memberId);
  if (!person) throw new ProblemError('unknown_member');
  const grants = await readTableGrants(transaction, { organizationId, lineage }, [memberId]);
  const names = await readNames(transaction, organizationId, { sets: [], places: [entityId] });
  const model = snapshotModel(snapshot);
  const graph = permissionGraph(model);
  const isDirect = (grant: (typeof grants)[number]) =>
    grant.scope === entityId && grant.starts_at === null && grant.ends_at === null;
  const staying = grants.filter((grant) => !isDirect(grant)).flatMap((grant) => grant.permissions);
  const before = new Set(graph.closure(grants.flatMap((grant) => grant.permissions)));
  const after = new Set(graph.closure([...staying, ...permissions]));
  const acts = (names: readonly string[]) =>
    names.filter((name) => !name.startsWith('access.')).map((name) => permissionAct(model, name));
  return permissionChangeSentence({
    subject: person.name,
    place: names.places.get(entityId)?.name ?? '',
    gains: acts([...after].filter((name) => !before.has(name))),
    loses: acts([...before].filter((name) => !after.has(name))),
    seesPlace: after.size > 0,
  });
}
