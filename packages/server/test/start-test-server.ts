import type { AddressInfo } from 'node:net';
import { createServer } from '../src/http/create-server.ts';
import {
  startTestServices,
  type TestServices,
  type TestServicesOptions,
} from './start-test-services.ts';

export interface TestServer extends AsyncDisposable {
  readonly services: TestServices;
  /** Origin of the server, without a trailing slash. */
  readonly url: string;
}

/** The real server on a free port, with real services on a database of its own. */
export async function startTestServer(options: TestServicesOptions = {}): Promise<TestServer> {
  const services = await startTestServices(options);
  const server = createServer(services);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    services,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await services[Symbol.asyncDispose]();
    },
  };
}
