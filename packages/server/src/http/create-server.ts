import { createServer as createHttpServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApp } from '../app.ts';
import { createDecisionHandler } from '../decide/decision-handler.ts';
import { createFollowHandler } from '../follow/follow-handler.ts';
import { metricsHandler } from '../metrics/metrics-handler.ts';
import type { Services } from '../services.ts';
import { health } from './health.ts';
import { staticConsole } from './static-console.ts';

const apiPaths = /^\/(v1|openapi\.json|problems|organizations|\.well-known)(\/|$|\?)/;

/** One port for everything: questions first, for they are the many; then the API; then the console's files. */
export function createServer(services: Services): Server {
  const { consoleDirectory } = services.config;
  const decide = createDecisionHandler(services);
  const api = getRequestListener(createApp(services).fetch, { overrideGlobalObjects: false });
  const console = consoleDirectory === null ? null : staticConsole(consoleDirectory);
  const isStopping = () => !server.listening;
  const follow = createFollowHandler(services, isStopping);
  const tellMetrics = metricsHandler(services);
  const isHealth = health(services, isStopping);

  const server = createHttpServer((request, response) => {
    if (decide(request, response) || follow(request, response)) return;
    if (isHealth(request, response) || tellMetrics(request, response)) return;
    if (!apiPaths.test(request.url ?? '') && console?.(request, response)) return;
    void api(request, response);
  });
  // A client that sends its headers byte by byte does not hold a connection for long.
  server.headersTimeout = 20_000;
  server.requestTimeout = 120_000;
  return server;
}
