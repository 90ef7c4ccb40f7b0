import { z } from 'zod';

/** RFC 9457 problem details, with the code from the list above and a JSON Pointer for each bad place. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    requestId: z.string(),
    errors: z
      .array(
        z.object({
          /** RFC 6901 pointer into the request body, or null when the whole request is meant. */
          pointer: z.string().nullable(),
          code: z.string(),
          detail: z.string(),
          subject: z.string().nullable(),
          values: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
