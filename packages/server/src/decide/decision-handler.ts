import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OrganizationId } from '@latchkey/engine';
import { countRefused } from '../metrics/counts.ts';
import type { Services } from '../services.ts';
import { type JsonObject, readQuestion } from './asked-question.ts';
import { answerBatch, readBatch } from './batch.ts';
import { CallerKeys, requireReach } from './caller-keys.ts';
import { caughtUp } from './caught-up.ts';
import { decisionPointMetadata } from './decision-point-metadata.ts';
import {
  type DecisionTarget,
  DecisionTargets,
  findDescribedOrganization,
} from './decision-target.ts';
import { attempt, type Going, goOn } from './go-on.ts';
import { knownOrganization } from './known-organization.ts';
import { withKnownRevisions } from './least-revision.ts';
import type { QuestionRequest } from './question-request.ts';
import { parseBody, receiveBody } from './read-body.ts';
import { RefusedRequest } from './refused-request.ts';
import { RevisionHeaders } from './revision-headers.ts';
import { readSearch } from './search.ts';
import { sendError, sendJson } from './send.ts';
import { speak } from './spoken.ts';
import { StandardSets } from './standard-sets.ts';
import { caughtUpInTime, knownInTime, unavailable } from './unavailable.ts';

/** Takes a request when it is meant for a decision point; false leaves it to somebody else. */
export type DecisionHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** AuthZEN 1.0 on bare `node:http`: nothing between the socket and the engine that is not needed. */
export function createDecisionHandler(services: Services): DecisionHandler {
  const keys = new CallerKeys(services);
  const revisions = new RevisionHeaders(services.revisions);
  const sets = new StandardSets(services);
  const targets = new DecisionTargets();

  function decide(
    request: IncomingMessage,
    response: ServerResponse,
    { organizationId, endpoint }: DecisionTarget,
    fail: (error: unknown) => void,
  ): Going {
    if (request.method !== 'POST') {
      throw new RefusedRequest(405, 'Questions are sent with POST.', { Allow: 'POST' });
    }
    return goOn(keys.recognize(request), knownInTime, (caller) => {
      requireReach(caller, organizationId);
      receiveBody(request, (bytes) => attempt(() => answer(parseBody(bytes)), fail), fail);
    });

    function answer(body: JsonObject): Going {
      const asked = readers[endpoint](body, services, organizationId);
      const { questions } = asked;
      return goOn(caughtUp(services, organizationId, questions), caughtUpInTime, (snapshot) =>
        goOn(knownOrganization(services, sets, snapshot, questions), knownInTime, (known) => {
          // A snapshot moves on by itself: the revision is that of the moment at which is answered.
          const revision = revisions.of(snapshot);
          sendJson(request, response, asked.answer(known, Date.now()), revision);
        }),
      );
    }
  }

  return (request, response) => {
    const url = request.url ?? '';
    const target = targets.find(url);
    if (target) {
      const fail = (error: unknown) => {
        const known = unavailable(error) ?? error;
        if (!(known instanceof RefusedRequest)) {
          services.log.error({ err: error, url }, 'A question could not be answered.');
        }
        countRefused(services.counts, known);
        sendError(request, response, known);
      };
      attempt(() => decide(request, response, target, fail), fail);
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

type Reader = (
  body: JsonObject,
  services: Services,
  organizationId: OrganizationId,
) => QuestionRequest;

const readers: Readonly<Record<DecisionTarget['endpoint'], Reader>> = {
  evaluation: readEvaluation,
  evaluations: (body, { revisions }, organizationId) => {
    const batch = readBatch(body);
    if (batch === null) return readEvaluation(body);
    const items = withKnownRevisions(revisions, organizationId, batch.items);
    return {
      questions: items.filter((item) => typeof item !== 'string'),
      answer: (organization, now) =>
        answerBatch({ ...batch, items }, (question) => speak(organization, question, now)),
    };
  },
  'search/subject': (body, { config }, organizationId) =>
    readSearch(config.serverKey, organizationId, 'subject', body),
  'search/resource': (body, { config }, organizationId) =>
    readSearch(config.serverKey, organizationId, 'resource', body),
  'search/action': (body, { config }, organizationId) =>
    readSearch(config.serverKey, organizationId, 'action', body),
};

function readEvaluation(body: JsonObject): QuestionRequest {
  const { subject, action, resource, context } = body;
  const question = readQuestion(subject, action, resource, context);
  if (typeof question === 'string') throw new RefusedRequest(400, question);
  return {
    questions: [question],
    answer: (organization, now) => speak(organization, question, now).text,
  };
}
