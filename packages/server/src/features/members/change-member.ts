import type { ChangeReceipt, MemberAccess, MemberUpdate, PlanView } from '@latchkey/contract';
import {
  type MemberId,
  type NewGrant,
  type Operation,
  type OrganizationId,
  sees,
} from '@latchkey/engine';
import { byMember } from '../../change/by-member.ts';
import { commit } from '../../change/commit.ts';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { receipt } from '../../http/receipt.ts';
import { requireReach } from '../../http/require-reach.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { accessAdvice } from '../../words/access-advice.ts';
import { holdingAsked } from '../../words/holding-words.ts';
import { instantOf } from '../../words/instant-of.ts';
import type { AffectedPage } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';
import { newestRevisionOf, readMember, type WholeMemberRow } from './member-queries.ts';

export type MemberAct = 'suspend' | 'resume' | 'remove';

/** Throws unless the object is still what the caller read. */
export type Unchanged = (revision: number) => void;

export async function updateMember(
  services: Services,
  signedIn: SignedIn,
  memberId: MemberId,
  update: MemberUpdate,
  unchanged: Unchanged,
): Promise<ChangeReceipt> {
  const { touched } = await requireVisibleMember(services, signedIn, memberId);
  unchanged(touched);
  const operations = updateOperations(memberId, update);
  return carryOut(services, signedIn, operations, stillAt(memberId, unchanged));
}

function updateOperations(
  memberId: MemberId,
  { accessEndsAt, name, phone }: MemberUpdate,
): Operation[] {
  const operations: Operation[] = [];
  if (name !== undefined || phone !== undefined) {
    operations.push({
      type: 'member.update',
      memberId,
      ...(name !== undefined && { name }),
      ...(phone !== undefined && { phone: phone?.trim() || null }),
    });
  }
  if (accessEndsAt !== undefined)
    operations.push({
      type: 'member.setAccessEnd',
      memberId,
      accessEndsAt: instantOf(accessEndsAt),
    });
  return operations;
}

/** The whole access of one person, as it shall be; what is the same stays as it is. */
export async function setMemberAccess(
  services: Services,
  signedIn: SignedIn,
  memberId: MemberId,
  access: MemberAccess,
  unchanged: Unchanged,
): Promise<ChangeReceipt> {
  const { touched, role } = await requireVisibleMember(services, signedIn, memberId);
  unchanged(touched);
  return carryOut(
    services,
    signedIn,
    accessOperations(memberId, role, access),
    stillAt(memberId, unchanged),
  );
}

export async function previewMemberAccess(
  services: Services,
  signedIn: SignedIn,
  memberId: MemberId,
  access: MemberAccess,
  page: AffectedPage,
): Promise<PlanView> {
  const { organizationId } = signedIn;
  const { role } = await requireVisibleMember(services, signedIn, memberId);
  const snapshot = await services.snapshots.current(organizationId);
  return previewChange(
    services,
    signedIn,
    { ...byMember(signedIn), operations: accessOperations(memberId, role, access) },
    page,
    async (transaction) => ({
      advice: await accessAdvice(transaction, organizationId, snapshot, {
        role: access.role === role ? null : access.role,
        grants: access.grants.map(newGrant),
        asker: signedIn.memberId,
        member: memberId,
        people: 1,
      }),
    }),
  );
}

function accessOperations(
  memberId: MemberId,
  present: WholeMemberRow['role'],
  { role, grants }: MemberAccess,
): Operation[] {
  return [
    ...(role === present ? [] : [{ type: 'member.setRole', memberId, role } as const]),
    { type: 'member.setGrants', memberId, grants: grants.map(newGrant) },
  ];
}

export const newGrant = (grant: MemberAccess['grants'][number]): NewGrant => ({
  grantId: newId('grt'),
  ...holdingAsked(grant),
  scope: grant.scope,
  startsAt: instantOf(grant.startsAt),
  endsAt: instantOf(grant.endsAt),
});

export async function actOnMember(
  services: Services,
  signedIn: SignedIn,
  memberId: MemberId,
  act: MemberAct,
): Promise<ChangeReceipt> {
  await requireVisibleMember(services, signedIn, memberId);
  return carryOut(services, signedIn, changeOperations(memberId, act));
}

export async function restoreMember(
  services: Services,
  signedIn: SignedIn,
  memberId: MemberId,
  withAccess: boolean,
): Promise<ChangeReceipt> {
  await requireVisibleMember(services, signedIn, memberId);
  return carryOut(services, signedIn, changeOperations(memberId, { withAccess }));
}

/** What a change of one person would do: a new profile, an act, or coming back. */
export async function previewMemberChange(
  services: Services,
  signedIn: SignedIn,
  memberId: MemberId,
  change: MemberUpdate | MemberAct | { readonly withAccess: boolean },
  page: AffectedPage,
): Promise<PlanView> {
  await requireVisibleMember(services, signedIn, memberId);
  const operations = changeOperations(memberId, change);
  return previewChange(services, signedIn, { ...byMember(signedIn), operations }, page);
}

function changeOperations(
  memberId: MemberId,
  change: MemberUpdate | MemberAct | { readonly withAccess: boolean },
): Operation[] {
  if (typeof change === 'string') return [{ type: `member.${change}`, memberId }];
  return 'withAccess' in change
    ? [{ type: 'member.restore', memberId, withAccess: change.withAccess }]
    : updateOperations(memberId, change);
}

async function carryOut(
  services: Services,
  signedIn: SignedIn,
  operations: readonly Operation[],
  alongside?: (transaction: Transaction, organizationId: OrganizationId) => Promise<void>,
): Promise<ChangeReceipt> {
  const { organizationId } = signedIn;
  const committed = await commit(services, organizationId, {
    ...byMember(signedIn),
    operations,
    ...(alongside && { alongside: (transaction) => alongside(transaction, organizationId) }),
  });
  return receipt(services, organizationId, committed);
}

/** Asked again under the lock: between the first look and the lock somebody may have been faster. */
const stillAt =
  (memberId: MemberId, unchanged: Unchanged) =>
  async (transaction: Transaction, organizationId: OrganizationId): Promise<void> => {
    const newest = await newestRevisionOf(transaction, organizationId, memberId);
    if (newest !== null) unchanged(newest);
  };

/** A person whom the reader does not see answers as one who does not exist. */
async function requireVisibleMember(
  services: Services,
  signedIn: SignedIn,
  memberId: MemberId,
): Promise<WholeMemberRow> {
  const { organizationId, memberId: reader } = signedIn;
  const { snapshot } = await requireReach(services, signedIn, 'access.member.read');
  const row = sees(snapshot, reader, memberId, Date.now())
    ? await inOrganization(services.db, organizationId, (transaction) =>
        readMember(transaction, organizationId, memberId),
      )
    : null;
  if (!row) throw new ProblemError('unknown_member');
  return row;
}
