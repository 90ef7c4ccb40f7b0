import { Follower } from './follow/follower.ts';
import { Followers } from './follow/followers.ts';
import type { ModelKeys } from './keys.ts';
import type { Latchkey, LocalLatchkey, PlatformLatchkey } from './latchkey.ts';
import { type LatchkeyError, unknownOrganization } from './latchkey-error.ts';
import type {
  Local,
  LocalOptions,
  PlatformOptions,
  RemoteOptions,
  RemotePlatformOptions,
} from './options.ts';
import { localLatchkey, remoteLatchkey } from './organization-latchkey.ts';
import { sessionsOf } from './sessions.ts';
import { createTransport } from './transport.ts';

/**
 * What a module of the platform asks Latchkey with, one per process: about the organization of an `apiKey`, or with a
 * `platformKey` about every organization.
 */
export function createLatchkey<Keys extends ModelKeys = ModelKeys>(
  options: RemoteOptions,
): Latchkey<Keys>;
export function createLatchkey<Keys extends ModelKeys = ModelKeys>(
  options: LocalOptions,
): LocalLatchkey<Keys>;
export function createLatchkey<Keys extends ModelKeys = ModelKeys>(
  options: RemotePlatformOptions,
): PlatformLatchkey<Keys, Latchkey<Keys>>;
export function createLatchkey<Keys extends ModelKeys = ModelKeys>(
  options: PlatformOptions,
): PlatformLatchkey<Keys>;
export function createLatchkey(
  options: LocalOptions | RemoteOptions | PlatformOptions | RemotePlatformOptions,
): Latchkey | LocalLatchkey | PlatformLatchkey | PlatformLatchkey<ModelKeys, Latchkey> {
  const { url, timeoutMs = 2_000 } = options;
  const transport = createTransport(url, options.fetch ?? fetch, timeoutMs);
  // biome-ignore lint/suspicious/noConsole: an outage that only looks like denials has to be told somewhere.
  const report = survived(options.onError ?? ((error) => console.error(error)));

  if (!('platformKey' in options)) {
    const { apiKey: key, organizationId = organizationOfKey(key) } = options;
    const asked = { transport, organizationId, key, report };
    if (options.decisions === 'remote') return remoteLatchkey(asked);
    return localLatchkey(asked, new Follower({ ...asked, ...boundsOf(options) }));
  }

  const key = requirePlatformKey(options.platformKey);
  const askedOf = (organizationId: string) => {
    if (!organizationIdShape.test(organizationId)) throw unknownOrganization(organizationId);
    return { transport, organizationId, key, report };
  };
  const sessionOf = sessionsOf(transport, null);
  if (options.decisions === 'remote') {
    const organization = (id: string) => remoteLatchkey(askedOf(id));
    return { organization, sessionOf, status: () => [], close: () => {} };
  }
  const { maxOrganizations = 500 } = options;
  const held = { transport, key, report, maxOrganizations, ...boundsOf(options) };
  const followers = new Followers(held);
  return {
    organization: (id) => localLatchkey(askedOf(id), followers.of(id)),
    sessionOf,
    status: () => followers.status(),
    close: () => followers.close(),
  };
}

/** Whoever is told may fail; that ends neither the question nor the following. */
const survived = (tell: (error: LatchkeyError) => void) => (error: LatchkeyError) => {
  try {
    tell(error);
  } catch (cause) {
    // biome-ignore lint/suspicious/noConsole: there is nobody else left to tell.
    console.error(error, cause);
  }
};

/** It becomes part of a path, and may come out of a request. */
const organizationIdShape = /^org_[0-9a-z]+$/;

function organizationOfKey(apiKey: string): string {
  const organizationId = apiKey.slice(0, apiKey.indexOf('.'));
  if (organizationIdShape.test(organizationId)) return organizationId;
  throw new TypeError(
    isPlatformKey(apiKey)
      ? 'This is a key of the platform: give it as `platformKey`.'
      : '`apiKey` is not a Latchkey key: one begins with `org_`. Make one under Settings, API keys.',
  );
}

function requirePlatformKey(key: string): string {
  if (isPlatformKey(key)) return key;
  throw new TypeError(
    '`platformKey` is not a key of the platform: one begins with `platform.key.`. An operator makes one.',
  );
}

const isPlatformKey = (key: string) => key.startsWith('platform.key.');

function boundsOf({ maxStalenessMs = 30_000, whenAway = 'deny' }: Local) {
  const servesForMs = whenAway === 'deny' ? maxStalenessMs : whenAway.serveStaleMs;
  if (servesForMs >= maxStalenessMs) return { maxStalenessMs, servesForMs };
  throw new TypeError('`serveStaleMs` has to be as long as `maxStalenessMs`, or longer.');
}
