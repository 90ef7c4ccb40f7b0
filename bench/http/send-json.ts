import { Agent, request } from 'node:http';
import type { Ask } from './answering.ts';

/** Makes requests of a path, a body, and a way to read the answer. */
export type JsonSender = (
  path: string,
  body: object,
  read: (answer: unknown) => readonly unknown[],
) => Ask;

/** Asks by POST over a few connections that stay open. */
export function jsonSender(port: number, authorization?: string): JsonSender {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const send = (path: string, body: Buffer): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': body.length,
        ...(authorization && { authorization }),
      };
      const options = { agent, host: '127.0.0.1', port, path, method: 'POST', headers };
      const asked = request(options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if (answer.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`${path} answers ${answer.statusCode}: ${text.slice(0, 500)}`));
        });
      });
      asked.on('error', (error) => {
        // While others had their turn the server has closed a connection, just as it was taken up again.
        const wasClosed = asked.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
        if (wasClosed) send(path, body).then(resolve, reject);
        else reject(error);
      });
      asked.end(body);
    });
  return (path, body, read) => {
    const bytes = Buffer.from(JSON.stringify(body));
    return async () => read(await send(path, bytes));
  };
}
