import { importLimits } from '@latchkey/contract';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { Env } from './env.ts';
import { ProblemError } from './problem.ts';

const ordinarySize = 2_000_000;
const ordinary = bodyLimit({ maxSize: ordinarySize });
const file = bodyLimit({ maxSize: importLimits.bytes });

/** Files are uploaded to one path; everything else is small. */
export const limitBody = createMiddleware<Env>(async (context, next) => {
  const { headers } = context.req.raw;
  const upload = context.req.path === '/v1/imports';
  // Neither header: HTTP/1.1 says that there is no body, so there is nothing to measure.
  if (headers.has('content-length')) return (upload ? file : ordinary)(context, next);
  if (headers.has('transfer-encoding')) {
    await collectBody(context, upload ? importLimits.bytes : ordinarySize);
  }
  return next();
});

/** A body that comes in pieces says its size only by ending: it is read here, and no further than allowed. */
async function collectBody({ req }: Context<Env>, maxSize: number): Promise<void> {
  const { url, method, headers, body } = req.raw;
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    size += piece.byteLength;
    if (size > maxSize) throw new ProblemError('file_too_large');
    pieces.push(piece);
  }
  req.raw = new Request(url, { method, headers, body: Buffer.concat(pieces) });
}
