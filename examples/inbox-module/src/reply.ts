import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Html } from './html.ts';

/** What goes back: a page, data, a file, or the way to another page. */
export type Reply =
  | { readonly status: number; readonly page: Html }
  | { readonly status: number; readonly data: unknown }
  | { readonly file: string; readonly name: string }
  | { readonly to: string };

export function send(response: ServerResponse, reply: Reply): void {
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  if ('to' in reply) {
    response.writeHead(303, { ...headers, location: reply.to }).end();
  } else if ('file' in reply) {
    const disposition = `attachment; filename="${reply.name}"`;
    response
      .writeHead(200, {
        ...headers,
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': disposition,
      })
      .end(reply.file);
  } else if ('page' in reply) {
    response
      .writeHead(reply.status, { ...headers, 'content-type': 'text/html; charset=utf-8' })
      .end(reply.page.text);
  } else {
    response
      .writeHead(reply.status, { ...headers, 'content-type': 'application/json' })
      .end(JSON.stringify(reply.data));
  }
}

/** The fields of a form that was sent. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 10_000) throw new Error('The form is too large.');
  }
  return new URLSearchParams(text);
}
