import type { OpenAPIHono } from '@hono/zod-openapi';
import {
  actionSearchAnswer,
  actionSearchRequest,
  decisionPointMetadata,
  evaluationAnswer,
  evaluationRequest,
  evaluationsAnswer,
  evaluationsRequest,
  resourceSearchAnswer,
  resourceSearchRequest,
  subjectSearchAnswer,
  subjectSearchRequest,
} from '@latchkey/contract';
import { z } from 'zod';
import type { Env } from '../http/env.ts';
import { jsonAnswer, jsonBody } from '../http/route-parts.ts';

const params = z.object({ organizationId: z.string() });
const sentence = (description: string) => jsonAnswer(z.string(), description);
const failures = {
  400: sentence('The request is malformed; the sentence says how.'),
  401: sentence('The API key is missing, unknown or revoked.'),
  403: sentence('The API key belongs to another organization.'),
  404: sentence('There is no such organization; told to keys of the platform alone.'),
  500: sentence('It could not be answered. That is no decision.'),
  503: sentence('It cannot be answered at present; `Retry-After` says when to ask again.'),
};

const questions = [
  ['evaluation', 'evaluate', 'One question', evaluationRequest, evaluationAnswer],
  [
    'evaluations',
    'evaluateMany',
    'Up to 1,000 questions; without items one',
    evaluationsRequest,
    z.union([evaluationsAnswer, evaluationAnswer]),
  ],
  [
    'search/subject',
    'searchSubjects',
    'Who may do this here',
    subjectSearchRequest,
    subjectSearchAnswer,
  ],
  [
    'search/resource',
    'searchResources',
    'Where this person may do it',
    resourceSearchRequest,
    resourceSearchAnswer,
  ],
  [
    'search/action',
    'searchActions',
    'What this person may do here',
    actionSearchRequest,
    actionSearchAnswer,
  ],
] as const;

/** Puts the decision point into the document of the API: it is served in front of the application, which knows nothing of it. */
export function describeDecisionPoint({ openAPIRegistry }: OpenAPIHono<Env>): void {
  const apiKey = openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key of the organization, or a key of the platform.',
  });
  for (const [path, operationId, summary, request, answer] of questions) {
    openAPIRegistry.registerPath({
      method: 'post',
      path: `/organizations/{organizationId}/access/v1/${path}`,
      operationId,
      summary,
      tags: ['AuthZEN'],
      security: [{ [apiKey.name]: [] }],
      request: { params, body: jsonBody(request) },
      responses: { 200: jsonAnswer(answer, 'The answer; a no is one.'), ...failures },
    });
  }
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/.well-known/authzen-configuration/organizations/{organizationId}',
    operationId: 'describeDecisionPoint',
    summary: 'What the decision point of an organization offers',
    tags: ['AuthZEN'],
    request: { params },
    responses: {
      200: jsonAnswer(decisionPointMetadata, 'Its endpoints.'),
      500: failures[500],
    },
  });
}
