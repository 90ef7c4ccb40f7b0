import {
  type BulkAct,
  type BulkAnswer,
  type BulkRequest,
  type PlanView,
  problems,
  type SentencePart,
} from '@latchkey/contract';
import {
  type MemberId,
  type Operation,
  type OrganizationId,
  type Plan,
  snapshotRevision,
} from '@latchkey/engine';
import { byMember } from '../../change/by-member.ts';
import { commit } from '../../change/commit.ts';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { placesWithin, requireReach } from '../../http/require-reach.ts';
import type { Services } from '../../services.ts';
import { accessAdvice } from '../../words/access-advice.ts';
import { instantOf } from '../../words/instant-of.ts';
import type { AffectedPage } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';
import { newGrant } from './change-member.ts';
import { selectMembers } from './select-members.ts';

/** People in one change: larger selections become several, so that nobody waits long for the lock. */
const chunkSize = 2000;
const shownSkips = 100;

/** What one person's operations came to. */
interface Fate {
  readonly memberId: MemberId;
  readonly outcome: 'changed' | 'unchanged' | 'skipped';
  readonly code: string | null;
}

/** One act on many people. Those who cannot be acted on are left alone and named; the rest is done. */
export async function actOnMembers(
  services: Services,
  signedIn: SignedIn,
  { selection, act }: BulkRequest,
): Promise<BulkAnswer> {
  const { organizationId } = signedIn;
  const { memberIds, revision: before } = await select(services, signedIn, selection);
  const fates: Fate[] = [];
  const changeIds: string[] = [];
  let revision = before;
  for (let start = 0; start < memberIds.length; start += chunkSize) {
    const operations = operationsFor(memberIds.slice(start, start + chunkSize), act);
    const committed = await commit(services, organizationId, {
      ...byMember(signedIn),
      operations,
      take: 'good-ones',
    });
    fates.push(...fatesOf(operations, committed.plan));
    if (committed.changeId !== null) changeIds.push(committed.changeId);
    revision = Math.max(revision, committed.revision);
  }
  const skipped = fates.filter(({ outcome }) => outcome === 'skipped');
  const shown = skipped.slice(0, shownSkips);
  const names = await inOrganization(services.db, organizationId, (transaction) =>
    namesOf(
      transaction,
      organizationId,
      shown.map(({ memberId }) => memberId),
    ),
  );
  return {
    changed: fates.filter(({ outcome }) => outcome === 'changed').length,
    unchanged: fates.filter(({ outcome }) => outcome === 'unchanged').length,
    skipped: shown.map(({ memberId, code }) => ({
      memberId,
      name: names.get(memberId) ?? '',
      code: code ?? 'internal',
      title: titleOf(code),
    })),
    skippedTotal: skipped.length,
    changeIds,
    revision: services.revisions.of(organizationId, revision),
  };
}

/** The same, told and not done. */
export async function previewActOnMembers(
  services: Services,
  signedIn: SignedIn,
  { selection, act }: BulkRequest,
  page: AffectedPage,
): Promise<PlanView> {
  const { organizationId } = signedIn;
  const { memberIds } = await select(services, signedIn, selection);
  const operations = operationsFor(memberIds, act);
  const snapshot = await services.snapshots.current(organizationId);
  const request = { ...byMember(signedIn), operations, take: 'good-ones' as const };
  const view = await previewChange(services, signedIn, request, page, async (transaction, plan) => {
    const fates = fatesOf(operations, plan);
    const skipped = fates.filter(({ outcome }) => outcome === 'skipped');
    const changed = fates.filter(({ outcome }) => outcome === 'changed').length;
    return {
      sentence: sentence(act, changed, signedIn.organizationName),
      remarks: skippedInWords(skipped, fates.length),
      ...(act.type === 'addGrants' && {
        advice: await accessAdvice(transaction, organizationId, snapshot, {
          role: null,
          grants: act.grants.map(newGrant),
          asker: signedIn.memberId,
          member: null,
          people: changed,
        }),
      }),
    };
  });
  return { ...view, problems: view.problems.slice(0, shownSkips) };
}

async function select(services: Services, signedIn: SignedIn, selection: BulkRequest['selection']) {
  const { snapshot, reach } = await requireReach(services, signedIn, 'access.member.read');
  const selector = { signedIn, snapshot, places: placesWithin(snapshot, reach) };
  const memberIds = await inOrganization(services.db, signedIn.organizationId, (transaction) =>
    selectMembers(transaction, selector, selection),
  );
  return { memberIds, revision: snapshotRevision(snapshot) };
}

type MemberOperation = Extract<Operation, { readonly memberId: MemberId }>;

const operationsFor = (memberIds: readonly MemberId[], act: BulkAct): MemberOperation[] =>
  memberIds.flatMap((memberId) => operationsOf(memberId, act));

/** What an act comes to for one person. */
export function operationsOf(memberId: MemberId, act: BulkAct): MemberOperation[] {
  switch (act.type) {
    case 'suspend':
    case 'resume':
    case 'remove':
      return [{ type: `member.${act.type}`, memberId }];
    case 'restore':
      return [{ type: 'member.restore', memberId, withAccess: act.withAccess }];
    case 'setAccessEnd':
      return [{ type: 'member.setAccessEnd', memberId, accessEndsAt: instantOf(act.accessEndsAt) }];
    case 'addGrants':
      return act.grants.map((grant) => ({ type: 'grant.add', memberId, grant: newGrant(grant) }));
    case 'setGrants':
      return [{ type: 'member.setGrants', memberId, grants: act.grants.map(newGrant) }];
  }
}

function fatesOf(
  operations: readonly MemberOperation[],
  { outcomes, problems: found }: Plan,
): Fate[] {
  const codes = new Map(found.map(({ operation, code }) => [operation, code]));
  const fates = new Map<MemberId, Fate>();
  operations.forEach(({ memberId }, index) => {
    const outcome = outcomes[index];
    const known = fates.get(memberId);
    if (outcome === 'applied') fates.set(memberId, { memberId, outcome: 'changed', code: null });
    else if (outcome === 'refused' && known?.outcome !== 'changed')
      fates.set(memberId, { memberId, outcome: 'skipped', code: codes.get(index) ?? null });
    else if (!known) fates.set(memberId, { memberId, outcome: 'unchanged', code: null });
  });
  return [...fates.values()];
}

const verbs: Record<BulkAct['type'], string> = {
  suspend: 'Suspend ',
  resume: 'Resume ',
  remove: 'Remove ',
  restore: 'Restore ',
  addGrants: 'Give access to ',
  setGrants: 'Change the access of ',
  setAccessEnd: 'Set the end of access of ',
};

function sentence(act: BulkAct, count: number, organizationName: string): SentencePart[] {
  const people = count === 1 ? '1 person' : `${count.toLocaleString('en')} people`;
  const where = act.type === 'remove' ? ` from ${organizationName}` : '';
  return [
    { text: verbs[act.type], tone: 'plain' },
    { text: people, tone: act.type === 'remove' || act.type === 'suspend' ? 'not' : 'strong' },
    { text: `${where}.`, tone: 'plain' },
  ];
}

/** `3 of 37 are left alone: This person holds access outside of yours.` */
function skippedInWords(skipped: readonly Fate[], all: number): string[] {
  const byCode = Map.groupBy(skipped, ({ code }) => code);
  return [...byCode].map(
    ([code, fates]) =>
      `${fates.length.toLocaleString('en')} of ${all.toLocaleString('en')} left alone: ${titleOf(code)}`,
  );
}

const titles = new Map<string, string>(
  Object.entries(problems).map(([code, { title }]) => [code, title]),
);
const titleOf = (code: string | null) => titles.get(code ?? '') ?? problems.internal.title;

async function namesOf(
  transaction: Transaction,
  organizationId: OrganizationId,
  memberIds: readonly MemberId[],
) {
  if (memberIds.length === 0) return new Map<MemberId, string>();
  const rows = await transaction
    .selectFrom('members')
    .select(['member_id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('member_id', 'in', memberIds)
    .execute();
  return new Map(rows.map((row) => [row.member_id, row.name]));
}
