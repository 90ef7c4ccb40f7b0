import type { APIRequestContext } from 'playwright';

/** Calls the server as the person whose browser it is. */
export async function call<Answer>(
  request: APIRequestContext,
  origin: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const bytes = body instanceof Buffer;
  const answer = await request.fetch(origin + path, {
    method,
    headers: {
      Origin: origin,
      'Content-Type': bytes ? 'application/octet-stream' : 'application/json',
    },
    ...(method === 'GET' ? {} : { data: body ?? {} }),
  });
  const text = await answer.text();
  if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${text}`);
  return JSON.parse(text === '' ? 'null' : text);
}
