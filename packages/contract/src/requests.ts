import { z } from 'zod';
import { cursor, instant, limit, pageOf, role } from './common.ts';
import { grantRequests } from './grants.ts';
import { memberId } from './ids.ts';
import { inviteAnswer, inviteRequest } from './invitations.ts';
import { changeReceipt, planProblem, sentence } from './plans.ts';

export type RequestId = `req_${string}`;
export const requestId = z
  .custom<RequestId>((value) => typeof value === 'string' && /^req_[0-9a-z]{8,40}$/.test(value), {
    error: 'An id that begins with `req_` is expected.',
  })
  .meta({ type: 'string', pattern: '^req_[0-9a-z]{8,40}$' });

const reason = z.string().trim().min(1).max(500);

/** People whom somebody would like to have here, with what they need and why; nothing is sent before an owner approves. */
export const proposeRequest = z.strictObject({ invitation: inviteRequest, reason });
export type ProposeRequest = z.input<typeof proposeRequest>;

export const proposeAnswer = z
  .object({
    /** Null when nobody of those asked for could be brought in. */
    requestId: requestId.nullable(),
    sentence,
    results: inviteAnswer.shape.results,
    lapsesAt: instant.nullable(),
  })
  .meta({ id: 'ProposeAnswer' });
export type ProposeAnswer = z.infer<typeof proposeAnswer>;

/** `lapsed`: nobody has decided in time; computed, never stored. */
export const requestState = z.enum(['waiting', 'lapsed', 'approved', 'declined', 'withdrawn']);
export type RequestState = z.infer<typeof requestState>;

export const requestListQuery = z.strictObject({
  state: z.enum(['waiting', 'decided']).default('waiting'),
  limit,
  cursor: cursor.optional(),
});

export const requestListItem = z
  .object({
    id: requestId,
    state: requestState,
    requestedBy: z.object({ id: memberId, name: z.string() }),
    requestedAt: instant,
    lapsesAt: instant,
    reason: z.string(),
    people: z.array(z.object({ address: z.string(), name: z.string() })),
    sentence,
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    decisionReason: z.string().nullable(),
    /** Approved with changes. */
    changed: z.boolean(),
    mine: z.boolean(),
    /** Why the reader cannot decide, as a problem code; null when the reader may. */
    cannotDecide: z.string().nullable(),
  })
  .meta({ id: 'RequestListItem' });
export type RequestListItem = z.infer<typeof requestListItem>;
export const requestPage = pageOf(requestListItem);
export type RequestPage = z.infer<typeof requestPage>;

export const request = z
  .object({
    ...requestListItem.shape,
    role,
    grants: grantRequests,
    accessEndsAt: instant.nullable(),
    /** Names what approving would do now; sent back with the approval. */
    digest: z.string(),
    /** Approving would do something else now than when it was asked for: a set or a place has changed since. */
    differs: z.boolean(),
    /** People who could not be brought in now, with the reason. */
    problems: z.array(planProblem),
  })
  .meta({ id: 'Request' });
export type AccessRequest = z.infer<typeof request>;

export const approveRequest = z.strictObject({
  digest: z.string().max(100),
  /** Other access than was asked for. */
  grants: grantRequests.optional(),
  /** An earlier end, or one at all. */
  accessEndsAt: instant.nullable().optional(),
  reason: reason.optional(),
});
export type ApproveRequest = z.infer<typeof approveRequest>;
export const approveAnswer = z
  .object({ ...changeReceipt.shape, results: inviteAnswer.shape.results })
  .meta({ id: 'ApproveAnswer' });
export type ApproveAnswer = z.infer<typeof approveAnswer>;
export const declineRequest = z.strictObject({ reason });
