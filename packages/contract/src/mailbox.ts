import { z } from 'zod';
import { instant } from './common.ts';

/** A mail that the demo caught instead of sending it. */
export const caughtMail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  at: instant,
  text: z.string(),
  html: z.string(),
});
export type CaughtMail = z.infer<typeof caughtMail>;
export const mailbox = z.object({ data: z.array(caughtMail) }).meta({ id: 'Mailbox' });
