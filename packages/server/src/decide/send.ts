import type { IncomingMessage, ServerResponse } from 'node:http';
import { RefusedRequest } from './refused-request.ts';

/**
 * Answers 200 with JSON; the request's own id goes back with it.
 * A string leaves in one write together with the headers, where a buffer would cost a second one.
 */
export function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  revision: string | null,
): void {
  const headers: string[] = [
    'Content-Type',
    'application/json',
    'Content-Length',
    String(Buffer.byteLength(body)),
  ];
  if (revision !== null) headers.push('Latchkey-Revision', revision);
  const requestId = request.headers['x-request-id'];
  if (typeof requestId === 'string') headers.push('X-Request-ID', requestId);
  response.writeHead(200, headers);
  response.end(body);
}

/** Answers an error with a sentence. INVARIANT: no decision is in it, for a no is an answer and this is none. */
export function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const refused = error instanceof RefusedRequest ? error : null;
  const requestId = request.headers['x-request-id'];
  const body = JSON.stringify(refused?.message ?? 'The question could not be answered. Try again.');
  response.writeHead(refused?.status ?? 500, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...(typeof requestId === 'string' && { 'X-Request-ID': requestId }),
    // The rest of a body that was not read would be taken for the next request.
    ...(!request.complete && { Connection: 'close' }),
    ...refused?.headers,
  });
  response.end(body);
}
