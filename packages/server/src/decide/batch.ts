import { failedItemText } from './answers.ts';
import {
  type AskedQuestion,
  isAbsent,
  isObject,
  type JsonObject,
  readQuestion,
} from './asked-question.ts';
import { RefusedRequest } from './refused-request.ts';
import type { Spoken } from './spoken.ts';

const semantics = ['execute_all', 'deny_on_first_deny', 'permit_on_first_permit'] as const;
export type Semantic = (typeof semantics)[number];

export interface Batch {
  /** In their order; a string where an item cannot be read. */
  readonly items: readonly (AskedQuestion | string)[];
  readonly semantic: Semantic;
}

const mostItems = 1_000;

/** The batch of a body; null when it holds none and so is a single question. */
export function readBatch(body: JsonObject): Batch | null {
  const semantic = readSemantic(body['options']);
  const items = body['evaluations'];
  if (isAbsent(items)) return null;
  if (!Array.isArray(items)) throw new RefusedRequest(400, '`evaluations` has to be a list.');
  if (items.length === 0) return null;
  if (items.length > mostItems) {
    throw new RefusedRequest(400, `\`evaluations\` has to hold ${mostItems} items or fewer.`);
  }
  const looked = new Map<JsonObject, boolean>();
  return { items: items.map((item) => readItem(body, item, looked)), semantic };
}

/**
 * Answers the items in order; a semantic that stops early answers up to and with the deciding item.
 * An item that cannot be read is a no on its own and leaves the others alone.
 */
export function answerBatch(batch: Batch, speak: (question: AskedQuestion) => Spoken): string {
  const answers: string[] = [];
  for (const question of batch.items) {
    const { allowed, text } =
      typeof question === 'string'
        ? { allowed: false, text: failedItemText(question) }
        : speak(question);
    answers.push(text);
    if (batch.semantic === 'deny_on_first_deny' && !allowed) break;
    if (batch.semantic === 'permit_on_first_permit' && allowed) break;
  }
  return `{"evaluations":[${answers.join(',')}]}`;
}

/** An item's own member replaces the default as a whole; defaults are read only where they are used. */
function readItem(
  defaults: JsonObject,
  item: unknown,
  looked: Map<JsonObject, boolean>,
): AskedQuestion | string {
  if (!isObject(item)) return 'An item of `evaluations` has to be an object.';
  return readQuestion(
    item['subject'] ?? defaults['subject'],
    item['action'] ?? defaults['action'],
    item['resource'] ?? defaults['resource'],
    item['context'] ?? defaults['context'],
    null,
    looked,
  );
}

function readSemantic(options: unknown): Semantic {
  if (isAbsent(options)) return 'execute_all';
  if (!isObject(options)) throw new RefusedRequest(400, '`options` has to be an object.');
  const asked = options['evaluations_semantic'];
  if (isAbsent(asked)) return 'execute_all';
  const semantic = semantics.find((known) => known === asked);
  if (!semantic) {
    throw new RefusedRequest(
      400,
      `\`options.evaluations_semantic\` has to be one of ${semantics.join(', ')}.`,
    );
  }
  return semantic;
}
