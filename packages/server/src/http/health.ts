import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Services } from '../services.ts';

/** `/livez`: the process answers. `/readyz`: it can do its work, the database included, and is not stopping. */
export function health({ db, log }: Services, isStopping: () => boolean) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = (request.url ?? '').split('?', 1)[0];
    if (path === '/livez') {
      answer(response, 200, 'ok');
      return true;
    }
    if (path !== '/readyz') return false;
    if (isStopping()) {
      answer(response, 503, 'stopping');
      return true;
    }
    db.pool.query('select 1').then(
      () => answer(response, 200, 'ok'),
      (error: unknown) => {
        log.warn({ err: error }, 'The database does not answer.');
        answer(response, 503, 'the database does not answer');
      },
    );
    return true;
  };
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(`${text}\n`);
}
