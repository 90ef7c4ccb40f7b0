import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Services } from '../services.ts';
import { hashToken } from '../tokens/secret-token.ts';
import { createMetrics } from './metrics.ts';

/** `/metrics`, for whoever presents the token of the settings; without one there is no such page. */
export function metricsHandler(services: Services) {
  const { metricsToken } = services.config;
  if (metricsToken === null) return () => false;
  const metrics = createMetrics(services);
  const expected = hashToken(`Bearer ${metricsToken}`);

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    if ((request.url ?? '').split('?', 1)[0] !== '/metrics') return false;
    // Hashes are of one length, and tell nothing of where two tokens differ.
    if (!timingSafeEqual(hashToken(request.headers.authorization ?? ''), expected)) {
      response.writeHead(401, { 'WWW-Authenticate': 'Bearer realm="latchkey metrics"' });
      response.end();
      return true;
    }
    metrics.text().then(
      (text) => {
        response.writeHead(200, {
          'Content-Type': metrics.contentType,
          'Cache-Control': 'no-store',
        });
        response.end(text);
      },
      (error: unknown) => {
        services.log.error({ err: error }, 'The metrics could not be gathered.');
        response.writeHead(500);
        response.end();
      },
    );
    return true;
  };
}
