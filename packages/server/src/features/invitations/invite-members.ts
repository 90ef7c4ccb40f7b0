import type { InviteAnswer, inviteRequest } from '@latchkey/contract';
import { problems } from '@latchkey/contract';
import {
  accessSentence,
  type ChangeId,
  type MemberId,
  type Operation,
  type OrganizationId,
  type Plan,
  type SentencePart,
  snapshotRevision,
} from '@latchkey/engine';
import type { z } from 'zod';
import { byMember } from '../../change/by-member.ts';
import { type ChangeRequest, commit, type Preview, preview } from '../../change/commit.ts';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { requireReach } from '../../http/require-reach.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { canonicalAddress } from '../../sign-in/canonical-address.ts';
import { canonicalSignInName } from '../../sign-in/canonical-sign-in-name.ts';
import { offeredProvider } from '../../sign-in/provider/identity-provider.ts';
import {
  type Reservation,
  reserveSignInNames,
  takenSignInNames,
} from '../../sign-in/sign-in-names.ts';
import { accessAdvice } from '../../words/access-advice.ts';
import { grantsInWords } from '../../words/grants-in-words.ts';
import { holdingAsked } from '../../words/holding-words.ts';
import { instantOf } from '../../words/instant-of.ts';
import { planProblemView } from '../../words/plan-problem-view.ts';
import { readNames } from '../../words/read-names.ts';
import { linkEnd } from './link-end.ts';
import { nameFromAddress } from './name-from-address.ts';
import { readMailLimits, readSettings } from './queries.ts';
import { withStartingAccess } from './starting-access.ts';

type Request = z.output<typeof inviteRequest>;
type Result = InviteAnswer['results'][number];
type Invite = Extract<Operation, { type: 'member.invite' }>;

/** Grants that one request may write, people times grants. */
const mostGrants = 100_000;

/** Invites each address that can be invited and names the reason for each that cannot. A dry run writes nothing. */
export async function inviteMembers(
  services: Services,
  signedIn: SignedIn,
  asked: Request,
  { dryRun }: { readonly dryRun: boolean },
): Promise<InviteAnswer> {
  const { organizationId, memberId: asker } = signedIn;
  const { snapshot } = await requireReach(services, signedIn, 'access.member.invite');
  const { request, starting } = await inOrganization(
    services.db,
    organizationId,
    (transaction) => withStartingAccess(transaction, signedIn, snapshot, asked),
    { readOnly: true },
  );
  const by = { organizationId, asker, change: byMember(signedIn) };
  const { answer } = await carryOutInvitations(services, by, request, { dryRun });
  return { ...answer, starting };
}

export interface InvitedBy {
  readonly organizationId: OrganizationId;
  /** Whose choice of access is advised on. */
  readonly asker: MemberId;
  readonly change: Omit<ChangeRequest, 'operations' | 'take'>;
}

/** The same for whoever may have it done: an owner who approves what somebody else has asked for. */
export async function carryOutInvitations(
  services: Services,
  { organizationId, asker, change: by }: InvitedBy,
  request: Request,
  { dryRun }: { readonly dryRun: boolean },
): Promise<{
  readonly answer: InviteAnswer;
  /** The plan of a dry run; null once it is done. */
  readonly drafted: Preview | null;
  readonly changeId: ChangeId | null;
  readonly revision: number;
}> {
  const snapshot = await services.snapshots.current(organizationId);
  if (request.people.length * request.grants.length > mostGrants) throw tooMuchAtOnce();
  if (request.signInMethod === 'sso' && !(await offeredProvider(services, organizationId)))
    throw new ProblemError('no_identity_provider');
  const parsed = request.people.map(({ address }) => canonicalAddress(address));
  const chosen = request.people.map((person, index) =>
    chosenName(request, person, parsed[index]?.address),
  );
  const { settings, limits, names, taken } = await inOrganization(
    services.db,
    organizationId,
    async (transaction) => ({
      settings: await readSettings(transaction, organizationId),
      limits: await readMailLimits(
        transaction,
        organizationId,
        parsed.flatMap((one) => (one ? [one.address] : [])),
      ),
      taken: new Set(
        await takenSignInNames(
          transaction,
          chosen.flatMap((one) => (one?.name ? [one.name] : [])),
        ),
      ),
      names: await readNames(transaction, organizationId, {
        sets: request.grants.map(({ permissionSetId }) => permissionSetId ?? null),
        places: request.grants.map(({ scope }) => scope),
      }),
    }),
  );
  const linkEndsAt = linkEnd(request.linkDays ?? settings.invitationDays);

  const results: Result[] = [];
  const operations: Invite[] = [];
  const positions: number[] = [];
  const reserved = new Map<string, string>();
  request.people.forEach((person, index) => {
    const address = parsed[index]?.address;
    if (address === undefined) {
      results[index] = refusal(index, person.address, 'invalid_address', {});
      return;
    }
    const nextAt = limits.get(address);
    if (nextAt) {
      results[index] = refusal(index, address, 'mail_limit', { nextAt: nextAt.toISOString() });
      return;
    }
    const signIn = chosen[index];
    if (!signIn || (signIn.name !== null && taken.has(signIn.name))) {
      const code = signIn ? 'sign_in_name_taken' : 'invalid_sign_in_name';
      results[index] = refusal(index, address, code, { name: person.signInName ?? '' });
      return;
    }
    if (signIn.name !== null) {
      // The next one in this very request would take it too.
      taken.add(signIn.name);
      reserved.set(address, signIn.name);
    }
    positions.push(index);
    operations.push(invite(request, person, address, parsed[index]?.name ?? null, linkEndsAt));
  });

  const change = {
    ...by,
    operations,
    take: 'good-ones' as const,
    alongside: async (transaction: Transaction, plan: Plan) => {
      await reserveSignInNames(transaction, reservations(plan, reserved));
      await by.alongside?.(transaction, plan);
    },
  };
  const drafted = dryRun ? await preview(services, organizationId, change) : null;
  const done = drafted
    ? { plan: drafted, changeId: null, revision: snapshotRevision(snapshot) }
    : await commit(services, organizationId, change);
  operations.forEach((operation, position) => {
    const index = positions[position] ?? 0;
    results[index] = resultOf(operation, position, index, done.plan, dryRun);
  });
  const invited = results.filter(({ result }) => result === 'invited');
  const people = operations
    .filter((_, position) => done.plan.outcomes[position] === 'applied')
    .map(({ name }) => name);
  const answer: InviteAnswer = {
    sentence: sentence(request, people, () =>
      grantsInWords(snapshot, names, request.grants.map(toGrant)),
    ),
    results,
    invited: invited.length,
    refused: results.length - invited.length,
    advice: dryRun
      ? await inOrganization(services.db, organizationId, (transaction) =>
          accessAdvice(transaction, organizationId, snapshot, {
            role: request.role,
            grants: request.grants.map(toGrant),
            asker,
            member: null,
            people: people.length,
          }),
        )
      : [],
    starting: null,
    linkEndsAt: new Date(linkEndsAt).toISOString(),
    revision: services.revisions.of(organizationId, done.revision),
  };
  return { answer, drafted, changeId: done.changeId, revision: done.revision };
}

/** The name to sign in with, for whom a password is to be; null when it can be none. */
function chosenName(
  { signInMethod }: Request,
  { signInName }: Request['people'][number],
  address: string | undefined,
): { readonly name: string | null } | null {
  if (signInMethod === 'sso' || signInName == null || address === undefined) return { name: null };
  return canonicalSignInName(signInName, address);
}

/** Somebody who was invited before keeps the invitation of then, so its id is known from the plan alone. */
function reservations(plan: Plan, reserved: ReadonlyMap<string, string>): Reservation[] {
  return plan.effects.flatMap((effect) => {
    if (effect.object !== 'invitation' || !effect.after) return [];
    const name = reserved.get(effect.after.address);
    return name === undefined
      ? []
      : [{ name, invitationId: effect.id, until: effect.after.linkEndsAt }];
  });
}

function invite(
  request: Request,
  person: Request['people'][number],
  address: string,
  typedName: string | null,
  linkEndsAt: number,
): Invite {
  return {
    type: 'member.invite',
    memberId: newId('mem'),
    invitationId: newId('inv'),
    address,
    name: person.name?.trim() || typedName || nameFromAddress(address),
    phone: person.phone?.trim() || null,
    role: request.role,
    grants: request.grants.map((grant) => ({ grantId: newId('grt'), ...toGrant(grant) })),
    signInMethod: request.signInMethod,
    accessEndsAt: instantOf(request.accessEndsAt),
    note: request.note?.trim() || null,
    linkEndsAt,
  };
}

const toGrant = ({ scope, startsAt, endsAt, ...holding }: Request['grants'][number]) => ({
  ...holdingAsked(holding),
  scope,
  startsAt: instantOf(startsAt),
  endsAt: instantOf(endsAt),
});

function resultOf(
  operation: Invite,
  position: number,
  index: number,
  plan: Plan,
  dryRun: boolean,
): Result {
  const { address } = operation;
  if (plan.outcomes[position] === 'applied') {
    // Somebody who was invited before keeps the ids of then.
    const written = dryRun
      ? undefined
      : plan.effects.find(
          (effect) => effect.object === 'invitation' && effect.after?.address === address,
        );
    const effect = written?.object === 'invitation' ? written : undefined;
    return {
      address,
      result: 'invited',
      invitationId: effect?.id ?? null,
      memberId: effect?.after?.memberId ?? null,
      problem: null,
    };
  }
  const problem = plan.problems.find((one) => one.operation === position);
  return {
    address,
    result: 'refused',
    invitationId: null,
    memberId: null,
    problem: problem ? planProblemView(problem, index) : null,
  };
}

function refusal(
  index: number,
  address: string,
  code: 'invalid_address' | 'mail_limit' | 'sign_in_name_taken' | 'invalid_sign_in_name',
  values: Record<string, string>,
): Result {
  const { title, remedy } = problems[code];
  return {
    address,
    result: 'refused',
    invitationId: null,
    memberId: null,
    problem: { index, code, title, remedy, subject: address, values },
  };
}

function sentence(
  request: Request,
  names: readonly string[],
  grants: () => ReturnType<typeof grantsInWords>,
): SentencePart[] {
  const [first] = names;
  if (first === undefined) return [{ text: 'Nobody is invited.', tone: 'plain' }];
  const others = names.length - 1;
  const subject =
    others === 0
      ? first
      : `${first} and ${others === 1 ? '1 other' : `${others.toLocaleString('en')} others`}`;
  return accessSentence({
    subject,
    tense: 'will be able to',
    role: request.role,
    grants: grants(),
    accessEndsAt: instantOf(request.accessEndsAt),
    timeZone: 'UTC',
    now: Date.now(),
  });
}

const tooMuchAtOnce = () =>
  new ProblemError('malformed_request', {
    places: [
      {
        pointer: '/grants',
        code: 'too_many_grants',
        detail: `People times grants is more than ${mostGrants.toLocaleString('en')}. Invite in parts, or by file.`,
        subject: null,
        values: { most: mostGrants },
      },
    ],
  });
