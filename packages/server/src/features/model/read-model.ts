import {
  type AccessModel,
  type AccessModelDefinition,
  accessModule,
  accessModuleKey,
  canonicalJson,
  checkAccessModel,
  defineAccessModel,
  type ModelProblem,
} from '@latchkey/engine';
import type { z } from 'zod';
import { nearestName } from '../../words/nearest-name.ts';
import { modelSchema } from './model-schema.ts';

/** What is wrong in a model that somebody has written: where, and what to do. */
export interface WrittenModelProblem {
  readonly path: string;
  readonly code: ModelProblem['code'] | 'unknown_field' | 'wrong_kind' | 'unreadable';
  readonly message: string;
}

export type ReadModel =
  | { readonly model: AccessModel }
  | { readonly problems: readonly WrittenModelProblem[] };

/** Reads an access model from whatever a file has given: first its fields, then whether it makes sense, every problem at once. */
export function readModel(value: unknown): ReadModel {
  const parsed = modelSchema.safeParse(value, { error: inWords });
  if (!parsed.success) return { problems: parsed.error.issues.map(problemOf) };
  const definition = withoutBuiltIn(parsed.data);
  const problems = checkAccessModel(definition);
  return problems.length > 0 ? { problems } : { model: defineAccessModel(definition) };
}

/** A model that `defineAccessModel` has made has the built-in module in it already. */
function withoutBuiltIn(definition: AccessModelDefinition): AccessModelDefinition {
  const { [accessModuleKey]: builtIn, ...modules } = definition.modules;
  const isOurs = builtIn !== undefined && canonicalJson(builtIn) === canonicalJson(accessModule);
  return isOurs ? { ...definition, modules } : definition;
}

const problemOf = ({ path, code, message }: z.core.$ZodIssue): WrittenModelProblem => ({
  path: path.length === 0 ? 'the model' : path.join('.'),
  code: code === 'unrecognized_keys' ? 'unknown_field' : 'wrong_kind',
  message,
});

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  array: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
  boolean: '`true` or `false`',
};

function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    const kind = kinds[issue.expected] ?? issue.expected;
    return issue.input === undefined
      ? `It is missing. Give ${kind}.`
      : `It has to be ${kind}. Correct it.`;
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const nearest = typeof issue.input === 'string' ? nearestName(issue.input, values) : null;
    return nearest === null
      ? `It has to be one of ${values.map((known) => `\`${known}\``).join(', ')}.`
      : `There is no \`${String(issue.input)}\` here. Did you mean \`${nearest}\`?`;
  }
  return undefined;
}
