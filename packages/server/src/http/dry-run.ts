import { changeReceipt, type DryRun, planView } from '@latchkey/contract';
import type { Context } from 'hono';
import { z } from 'zod';
import type { AffectedPage } from '../words/plan-view.ts';
import type { Env } from './env.ts';
import { jsonAnswer } from './route-parts.ts';

/** What a route answers that changes something, or with `dryRun` tells what it would do. */
export const receiptOrPlan = jsonAnswer(
  z.union([changeReceipt, planView]),
  'The receipt, or with `dryRun` the plan.',
);

/** The plan of a route whose change answers something else than a receipt. */
export const planAnswer = jsonAnswer(planView, 'With `dryRun` the plan.');

/** What is to be told of a change that shall not be done; null when it shall. */
export function dryRunOf(context: Context<Env>, { dryRun, ...page }: DryRun): AffectedPage | null {
  return dryRun ? { ...page, signal: context.req.raw.signal } : null;
}
