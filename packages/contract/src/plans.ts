import { z } from 'zod';
import { memberId } from './ids.ts';

/** Part of an access sentence: strong words are what is granted or affected, `not` is what is taken or refused. */
export const sentencePart = z.object({
  text: z.string(),
  tone: z.enum(['plain', 'strong', 'not']),
});
export const sentence = z.array(sentencePart);
export type SentencePart = z.infer<typeof sentencePart>;

export const planProblem = z.object({
  /** Index of what was asked for in the request's list, or 0. */
  index: z.int(),
  code: z.string(),
  title: z.string(),
  remedy: z.string(),
  subject: z.string().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
});
export type PlanProblemView = z.infer<typeof planProblem>;

/** A person whom a plan touches, with what is gained and lost in words. */
export const affectedMember = z.object({
  memberId,
  name: z.string(),
  address: z.string(),
  gains: z.array(z.string()),
  loses: z.array(z.string()),
});

/** Where chosen access is wider than it may need to be, and what could be chosen otherwise. */
export const accessAdvice = z
  .object({ about: z.enum(['type', 'where', 'what']), text: z.string() })
  .meta({ id: 'AccessAdvice' });
export type AccessAdvice = z.infer<typeof accessAdvice>;

/** What a change would do, before it is done. */
export const planView = z
  .object({
    applies: z.boolean(),
    /** What was asked for; where nothing more is said about that, who gains and loses what. */
    sentence,
    /** Who gains and loses what, where the sentence says what was asked for. */
    consequence: sentence,
    problems: z.array(planProblem),
    /** How many people are changed themselves, whether or not they gain or lose anything. */
    changed: z.int(),
    /** Those of them, and of all others, who gain or lose something and whom the reader sees: a page. */
    affected: z.array(affectedMember),
    /** Everybody who gains or loses something, those included whom the reader does not see. */
    affectedTotal: z.int(),
    /** Pass it as `affectedAfter` for the next page; null at the end. */
    affectedNext: memberId.nullable(),
    mails: z.int(),
    /** What cannot be undone or is left alone, in words. */
    remarks: z.array(z.string()),
    advice: z.array(accessAdvice),
  })
  .meta({ id: 'Plan' });
export type PlanView = z.infer<typeof planView>;

/** The receipt of a change. */
export const changeReceipt = z
  .object({
    /** Null when nothing had to change. */
    changeId: z.string().nullable(),
    /** Pass it with a question and the answer includes this change. */
    revision: z.string(),
  })
  .meta({ id: 'ChangeReceipt' });
export type ChangeReceipt = z.infer<typeof changeReceipt>;

/** The receipt of a change that made something, with the new object's id. */
export const creationReceipt = z
  .object({ ...changeReceipt.shape, id: z.string() })
  .meta({ id: 'CreationReceipt' });
export type CreationReceipt = z.infer<typeof creationReceipt>;
