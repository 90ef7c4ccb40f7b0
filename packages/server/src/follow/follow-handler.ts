import type { IncomingMessage, ServerResponse } from 'node:http';
import { type OrganizationId, snapshotRevision } from '@latchkey/engine';
import { msSince } from '../change/moment.ts';
import type { HeldSnapshot } from '../change/snapshot-keeper.ts';
import { CallerKeys, requireReach } from '../decide/caller-keys.ts';
import { RefusedRequest } from '../decide/refused-request.ts';
import { sendError } from '../decide/send.ts';
import { caughtUpInTime, knownInTime, unavailable } from '../decide/unavailable.ts';
import { ProblemError } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { EncodedSnapshots } from './encoded-snapshots.ts';
import { resetEvent } from './events.ts';
import { type FollowTarget, findFollowTarget } from './follow-target.ts';
import { FollowedOrganizations } from './followed-organizations.ts';
import { Follower } from './follower.ts';

/** Takes a request when it is meant for a follower; false leaves it to somebody else. */
export type FollowHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** What a module that decides by itself follows: the snapshot of its organization, and every change after it. */
export function createFollowHandler(services: Services, isStopping: () => boolean): FollowHandler {
  const { counts, log, revisions, snapshots } = services;
  const keys = new CallerKeys(services);
  const encoded = new EncodedSnapshots(counts);
  const followed = new FollowedOrganizations(snapshots);

  async function answer(request: IncomingMessage, response: ServerResponse, target: FollowTarget) {
    if (request.method !== 'GET') {
      throw new RefusedRequest(405, 'Send GET.', { Allow: 'GET' });
    }
    const { organizationId } = target;
    const caller = await knownInTime(Promise.resolve(keys.recognize(request)));
    requireReach(caller, organizationId);
    if (target.endpoint === 'changes')
      return follow(request, response, organizationId, target.query);
    await knownInTime(snapshots.current(organizationId));
    const held = snapshots.held(organizationId);
    if (!held) throw new ProblemError('behind');
    await sendSnapshot(response, held);
  }

  async function sendSnapshot(response: ServerResponse, held: HeldSnapshot) {
    const { epoch } = snapshots;
    const { bytes, revision, reachedAt } = await encoded.of(held);
    // Of before a restore that came meanwhile: that is not what is asked for any more.
    if (snapshots.epoch !== epoch) throw new ProblemError('behind');
    response.setTimeout(stalledAfterMs, () => response.destroy());
    response.writeHead(200, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': bytes.byteLength,
      'Cache-Control': 'no-store',
      'Latchkey-Revision': revisions.of(held.snapshot.organizationId, revision),
      // In milliseconds: what was committed since may be missing, and the follower counts on from there.
      'Latchkey-Age': Math.ceil(Math.max(0, msSince(reachedAt))),
      'Latchkey-Epoch': epoch,
    });
    response.end(bytes);
  }

  async function follow(
    request: IncomingMessage,
    response: ServerResponse,
    organizationId: OrganizationId,
    query: URLSearchParams,
  ) {
    const { after, epoch } = readPosition(query);
    const reset = await findReset(organizationId, after, epoch);
    // Who has left meanwhile closes nothing any more, and would be followed for ever.
    if (response.destroyed) return;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
      // With the time of a head it says how old that head is, whatever the follower's own clock.
      'Latchkey-Time': new Date().toISOString(),
      'Latchkey-Epoch': snapshots.epoch,
    });
    if (reset !== null) {
      response.end(resetEvent(reset));
      return;
    }
    response.flushHeaders();
    const follower = new Follower({
      response,
      organizationId,
      followed,
      after,
      proveKey: () => keys.recognize(request),
      isStopping,
      counts,
      log,
    });
    follower.wake();
  }

  /** Why somebody with this position cannot go on from it; null when they can. */
  async function findReset(organizationId: OrganizationId, after: number, epoch: string) {
    if (epoch !== snapshots.epoch) return 'epoch';
    try {
      const snapshot = await caughtUpInTime(snapshots.atLeast(organizationId, after));
      return snapshotRevision(snapshot) >= after ? null : 'gap';
    } catch (error) {
      // The database itself has not got that far: what the follower has is not of this log.
      if (
        error instanceof ProblemError &&
        error.code === 'behind' &&
        snapshots.held(organizationId)
      )
        return 'gap';
      throw error;
    }
  }

  return (request, response) => {
    const target = findFollowTarget(request.url ?? '');
    if (!target) return false;
    answer(request, response, target).catch((error: unknown) => {
      const known = unavailable(error) ?? error;
      if (!(known instanceof RefusedRequest)) {
        log.error({ err: error, url: request.url }, 'A follower could not be answered.');
      }
      sendError(request, response, known);
    });
    return true;
  };
}

/** Somebody who does not read what was asked for is not waited for. */
const stalledAfterMs = 60_000;

function readPosition(query: URLSearchParams): { after: number; epoch: string } {
  const after = query.get('after') ?? '';
  const epoch = query.get('epoch') ?? '';
  if (!/^\d{1,15}$/.test(after) || epoch === '') {
    throw new RefusedRequest(
      400,
      'Name the revision of your snapshot as `after` and its `Latchkey-Epoch` as `epoch`.',
    );
  }
  return { after: Number(after), epoch };
}
