import { z } from 'zod';
import { maskWay } from './model.ts';

// OpenID AuthZEN Authorization API 1.0. Unknown fields are ignored (section 5), so these objects are not strict.
const properties = z.record(z.string(), z.unknown());
export const subject = z.object({
  type: z.string(),
  id: z.string(),
  properties: properties.optional(),
});
export const action = z.object({ name: z.string(), properties: properties.optional() });
export const resource = z.object({
  type: z.string(),
  id: z.string(),
  properties: properties.optional(),
});
export const context = z.record(z.string(), z.unknown());

export const evaluationRequest = z
  .object({ subject, action, resource, context: context.optional() })
  .meta({ id: 'EvaluationRequest' });
export type EvaluationRequest = z.infer<typeof evaluationRequest>;

export const evaluationAnswer = z
  .object({ decision: z.boolean(), context: context.optional() })
  .meta({ id: 'EvaluationAnswer' });
export type EvaluationAnswer = z.infer<typeof evaluationAnswer>;

/** How a masked field reads; one that is not listed is left as it is. */
export const maskedFields = z.record(z.string(), maskWay);
export type MaskedFields = z.infer<typeof maskedFields>;

/** What a yes asks of the caller besides; it stands in the answer's context, under `obligations`. */
export const maskObligation = z
  .object({
    id: z.string(),
    type: z.literal('custom'),
    properties: z.object({
      vendor: z.literal('latchkey'),
      action: z.literal('mask_fields'),
      fields: maskedFields,
    }),
  })
  .meta({ id: 'MaskObligation' });
export type MaskObligation = z.infer<typeof maskObligation>;

export const evaluationsSemantic = z.enum([
  'execute_all',
  'deny_on_first_deny',
  'permit_on_first_permit',
]);
export const evaluationsRequest = z
  .object({
    subject: z.unknown().optional(),
    action: z.unknown().optional(),
    resource: z.unknown().optional(),
    context: context.optional(),
    options: z.object({ evaluations_semantic: evaluationsSemantic.optional() }).optional(),
    evaluations: z.array(z.record(z.string(), z.unknown())).max(1000).optional(),
  })
  .meta({ id: 'EvaluationsRequest' });
export const evaluationsAnswer = z
  .object({ evaluations: z.array(evaluationAnswer) })
  .meta({ id: 'EvaluationsAnswer' });

/** Which part of a search's results is asked for; a token has to come back with everything else as it was. */
export const searchPage = z.object({
  token: z.string().optional(),
  limit: z.int().min(0).optional(),
  properties: z.object({ total: z.boolean().optional() }).optional(),
});

// The part that is searched for has no id; one that stands there is ignored.
const searchedSubject = z.object({ type: z.string(), properties: properties.optional() });
const searchedResource = z.object({ type: z.string(), properties: properties.optional() });
const search = { context: context.optional(), page: searchPage.optional() };
export const subjectSearchRequest = z
  .object({ subject: searchedSubject, action, resource, ...search })
  .meta({ id: 'SubjectSearchRequest' });
export const resourceSearchRequest = z
  .object({ subject, action, resource: searchedResource, ...search })
  .meta({ id: 'ResourceSearchRequest' });
export const actionSearchRequest = z
  .object({ subject, resource, ...search })
  .meta({ id: 'ActionSearchRequest' });

/** An empty `next_token` is the end; `total` is there when it was asked for. */
export const foundPage = z.object({
  next_token: z.string(),
  count: z.int(),
  total: z.int().optional(),
});
export const subjectSearchAnswer = z
  .object({ page: foundPage, results: z.array(z.object({ type: z.string(), id: z.string() })) })
  .meta({ id: 'SubjectSearchAnswer' });
export const resourceSearchAnswer = z
  .object({ page: foundPage, results: z.array(z.object({ type: z.string(), id: z.string() })) })
  .meta({ id: 'ResourceSearchAnswer' });
export const actionSearchAnswer = z
  .object({ page: foundPage, results: z.array(z.object({ name: z.string() })) })
  .meta({ id: 'ActionSearchAnswer' });

export const decisionPointMetadata = z
  .object({
    policy_decision_point: z.string(),
    access_evaluation_endpoint: z.string(),
    access_evaluations_endpoint: z.string(),
    search_subject_endpoint: z.string(),
    search_resource_endpoint: z.string(),
    search_action_endpoint: z.string(),
    capabilities: z.array(z.string()).optional(),
    /** Types of obligation that an answer may carry; a caller declares those it carries out. */
    supported_obligations: z.array(z.string()).optional(),
  })
  .meta({ id: 'DecisionPointMetadata' });
