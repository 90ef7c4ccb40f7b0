import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts a module of a platform on a free port; answers with its origin. */
export async function listen(module: Server): Promise<string> {
  await new Promise<void>((resolve) => module.listen(0, '127.0.0.1', resolve));
  const { port } = module.address() as AddressInfo; // it listens on TCP
  return `http://127.0.0.1:${port}`;
}
