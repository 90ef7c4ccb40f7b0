import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { isObject, type JsonObject } from './asked-question.ts';
import { RefusedRequest } from './refused-request.ts';
import { hasUniqueMembers } from './unique-members.ts';

const largestBody = 1_000_000;

/** The body as a JSON object; everything else is refused as malformed. */
export function parseBody(bytes: Buffer): JsonObject {
  if (bytes.length === 0) throw new RefusedRequest(400, 'The body is empty.');
  if (!isUtf8(bytes)) throw new RefusedRequest(400, 'The body has to be UTF-8.');

  const text = bytes.toString('utf8');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new RefusedRequest(400, 'The body is not valid JSON.');
  }
  if (!isObject(body)) throw new RefusedRequest(400, 'The body has to be a JSON object.');
  const unique = hasUniqueMembers(text, body);
  if (unique === null) throw new RefusedRequest(400, 'The body is nested too deeply.');
  if (!unique) throw new RefusedRequest(400, 'An object in the body names a member twice.');
  return body;
}

/** Hands the bytes over in the turn in which the last of them came, or tells once why they did not come. */
export function receiveBody(
  request: IncomingMessage,
  take: (bytes: Buffer) => void,
  fail: (error: RefusedRequest) => void,
): void {
  if (!isJson(request.headers['content-type'])) {
    throw new RefusedRequest(400, 'The content type has to be `application/json`.');
  }
  const chunks: Buffer[] = [];
  let length = 0;
  let isOver = false;
  const refuse = (refused: RefusedRequest) => {
    if (isOver) return;
    isOver = true;
    fail(refused);
  };
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > largestBody) refuse(new RefusedRequest(413, 'The body is larger than 1 MB.'));
    else chunks.push(chunk);
  });
  request.on('end', () => {
    if (isOver) return;
    isOver = true;
    const [only] = chunks;
    take(chunks.length === 1 && only ? only : Buffer.concat(chunks, length));
  });
  request.on('error', () => refuse(new RefusedRequest(400, 'The body ended early.')));
}

function isJson(contentType: string | undefined): boolean {
  if (contentType === 'application/json') return true;
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
}
