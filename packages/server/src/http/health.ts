import type { IncomingMessage, ServerResponse } from 'node:http';
import { globally } from '../db/globally.ts';
import type { Services } from '../services.ts';

const answerWithinMs = 2_000;

/** `/livez`: the process answers. `/readyz`: it can do its work, knows what is the newest, and is not stopping. */
export function health(services: Services, isStopping: () => boolean) {
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
    void findObstacle(services).then((obstacle) =>
      answer(response, obstacle === null ? 200 : 503, obstacle ?? 'ok'),
    );
    return true;
  };
}

/** What keeps the process from its work, in a sentence; null when nothing does. */
async function findObstacle({ config, db, log, snapshots }: Services): Promise<string | null> {
  const { lagMs } = snapshots;
  if (lagMs > config.maxStalenessMs) {
    return `the newest changes were last reached ${Math.round(lagMs / 1000)} s ago`;
  }
  try {
    await globally(db, ({ client }) => client.query('select 1'), {
      readOnly: true,
      withinMs: answerWithinMs,
    });
    return null;
  } catch (error) {
    log.warn({ err: error }, 'The database does not answer.');
    return 'the database does not answer';
  }
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(`${text}\n`);
}
