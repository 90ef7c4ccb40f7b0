import { once } from 'node:events';
import { makeOrganization } from '../organization/make-organization.ts';
import { answerOf, startWorker } from '../worker-process.ts';
import type { Answering } from './answering.ts';
import { authzen, authzenSearches, type Spoken } from './authzen.ts';
import { jsonSender } from './send-json.ts';

interface Started {
  readonly port: number;
  readonly base: string;
  readonly key: string;
}

/** Latchkey's server, or the bare one: both are asked the very same bytes, with an API key. The bare one searches nothing. */
export async function startNodeServer(
  file: string,
  { searches }: { readonly searches: boolean },
): Promise<Answering> {
  const child = startWorker(file);
  const { port, base, key } = (await answerOf(child)) as Started; // the worker's only message
  const send = jsonSender(port, `Bearer ${key}`);
  const types = new Map<string, string>(
    makeOrganization({ plain: true }).entities.map(({ entityId, type, code }) => [
      entityId,
      `${type} ${code}`,
    ]),
  );
  const spoken: Spoken = {
    base,
    subject: (id) => ({ type: 'user', id }),
    resource(place) {
      const [type, id] = (types.get(place) ?? '').split(' ');
      return { type, id };
    },
  };
  return {
    pid: child.pid ?? 0,
    ...authzen(send, spoken),
    ...(searches && authzenSearches(send, spoken)),
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
