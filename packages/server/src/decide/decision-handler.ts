import type { IncomingMessage, ServerResponse } from 'node:http';
import { snapshotRevision } from '@latchkey/engine';
import type { Services } from '../services.ts';
import { answerQuestion } from './answer-question.ts';
import { decisionText } from './answers.ts';
import { readQuestion } from './asked-question.ts';
import { answerBatch, readBatch } from './batch.ts';
import { CallerKeys } from './caller-keys.ts';
import { caughtUp } from './caught-up.ts';
import { decisionPointMetadata } from './decision-point-metadata.ts';
import {
  type DecisionTarget,
  findDecisionTarget,
  findDescribedOrganization,
} from './decision-target.ts';
import { readBody } from './read-body.ts';
import { RefusedRequest } from './refused-request.ts';
import { RevisionHeaders } from './revision-headers.ts';
import { sendError, sendJson } from './send.ts';
import { caughtUpInTime, knownInTime, unavailable } from './unavailable.ts';

/** Takes a request when it is meant for a decision point; false leaves it to somebody else. */
export type DecisionHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** AuthZEN 1.0 on bare `node:http`: nothing between the socket and the engine that is not needed. */
export function createDecisionHandler(services: Services): DecisionHandler {
  const keys = new CallerKeys(services);
  const revisions = new RevisionHeaders(services.revisions);

  async function decide(
    request: IncomingMessage,
    response: ServerResponse,
    target: DecisionTarget,
  ) {
    if (request.method !== 'POST') {
      throw new RefusedRequest(405, 'Questions are sent with POST.', { Allow: 'POST' });
    }
    // Awaited only where there is something to wait for: a turn of the queue costs more than the decision.
    const recognized = keys.recognize(request);
    const caller = recognized instanceof Promise ? await knownInTime(recognized) : recognized;
    const { organizationId } = target;
    if (caller.organizationId !== organizationId) {
      throw new RefusedRequest(403, 'This key belongs to another organization.');
    }
    const body = await readBody(request);
    const batch = target.endpoint === 'evaluations' ? readBatch(body) : null;
    const question = batch
      ? null
      : readQuestion(body['subject'], body['action'], body['resource'], body['context']);
    if (typeof question === 'string') throw new RefusedRequest(400, question);

    const caught = caughtUp(services, organizationId, body, batch?.items ?? []);
    const snapshot = caught instanceof Promise ? await caughtUpInTime(caught) : caught;
    const now = Date.now();
    const revision = revisions.of(organizationId, snapshotRevision(snapshot));
    if (question) {
      sendJson(request, response, decisionText(answerQuestion(snapshot, question, now)), revision);
      return;
    }
    if (batch) {
      const answer = answerBatch(batch, (item) => answerQuestion(snapshot, item, now));
      sendJson(request, response, answer, revision);
    }
  }

  return (request, response) => {
    const url = request.url ?? '';
    const target = findDecisionTarget(url);
    if (target) {
      decide(request, response, target).catch((error: unknown) => {
        const known = unavailable(error) ?? error;
        if (!(known instanceof RefusedRequest)) {
          services.log.error({ err: error, url }, 'A question could not be answered.');
        }
        sendError(request, response, known);
      });
      return true;
    }

    const described = request.method === 'GET' ? findDescribedOrganization(url) : null;
    if (!described) return false;
    const metadata = decisionPointMetadata(services.config.publicUrl, described);
    response.setHeader('Cache-Control', 'public, max-age=3600');
    sendJson(request, response, JSON.stringify(metadata), null);
    return true;
  };
}
