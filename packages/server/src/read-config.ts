import { resolve } from 'node:path';
import type { Config } from './config.ts';
import { ConfigError } from './config-error.ts';
import { readSso } from './read-sso.ts';
import { serverKeyFile } from './server-key-file.ts';
import { SettingsReader } from './settings-reader.ts';

export interface ConfigSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The built console's folder; null: the API alone. */
  readonly consoleDirectory: string | null;
}

const shortestKey = 32;
const shortestToken = 16;

/** The settings of this process, from the environment; throws one error that names everything that is wrong. */
export function readConfig({ environment, consoleDirectory }: ConfigSources): Config {
  const settings = new SettingsReader(environment);

  const port = settings.parse('PORT', 4000, readPort, 'Give a number from 0 to 65535.');
  const databaseUrl = settings.parse(
    'DATABASE_URL',
    null,
    // Not parsed further: the ways to name a socket are PostgreSQL's own and no proper URLs.
    (value) => (/^postgres(ql)?:\/\/\S+$/.test(value) ? value : undefined),
    'Give `postgres://user:password@host:5432/database`.',
  );
  const publicUrl = settings.parse(
    'PUBLIC_URL',
    `http://localhost:${port}`,
    readOrigin,
    'Give the origin that people use, such as `https://access.example.com`, without a path.',
  );
  const givenKey = settings.parse(
    'LATCHKEY_SERVER_KEY',
    null,
    readKey,
    `It needs ${shortestKey} characters or more. Make one with \`openssl rand -base64 48\`.`,
  );
  const smtpUrl = settings.parse(
    'SMTP_URL',
    null,
    readSmtpUrl,
    'Give `smtp://user:password@host:587`.',
  );
  const platformName = settings.find('LATCHKEY_PLATFORM_NAME') ?? 'Latchkey';
  const mailFrom = settings.parse(
    'MAIL_FROM',
    { name: platformName, address: `no-reply@${new URL(publicUrl).hostname}` },
    readSender,
    'Give `Name <address@example.com>` or an address.',
  );
  const sso = readSso(settings, { publicUrl, platformName });
  const support = settings.parse(
    'LATCHKEY_SUPPORT',
    null,
    readSupport,
    'Give a mail address, or a link that begins with `https://`.',
  );
  const maxStalenessMs = settings.parse(
    'LATCHKEY_MAX_STALENESS_SECONDS',
    30_000,
    readSeconds,
    'Give a number of seconds from 2 to 3600.',
  );
  const serveStaleMs = settings.parse(
    'LATCHKEY_SERVE_STALE_SECONDS',
    maxStalenessMs,
    (value) => {
      const ms = readSeconds(value);
      return ms === undefined || ms < maxStalenessMs ? undefined : ms;
    },
    'Give a number of seconds up to 3600, not below LATCHKEY_MAX_STALENESS_SECONDS.',
  );
  const metricsToken = settings.parse(
    'LATCHKEY_METRICS_TOKEN',
    null,
    (value) => (value.length >= shortestToken ? value : undefined),
    `It needs ${shortestToken} characters or more. Make one with \`openssl rand -base64 24\`.`,
  );
  const dataDirectory = resolve(settings.find('LATCHKEY_DATA') ?? '.latchkey');

  // A database of one's own is production: nothing may be guessed there.
  if (databaseUrl !== null) {
    settings.require(
      'PUBLIC_URL',
      'With DATABASE_URL, give the origin that people use; links in mails begin with it.',
    );
    settings.require(
      'LATCHKEY_SERVER_KEY',
      'With DATABASE_URL, give a secret that all servers share, or LATCHKEY_SERVER_KEY_FILE. ' +
        'Make one with `openssl rand -base64 48`.',
    );
  }
  if (settings.problems.length > 0) throw new ConfigError(settings.problems);

  return {
    publicUrl,
    port,
    databaseUrl,
    serverKey: givenKey ?? serverKeyFile(dataDirectory),
    dataDirectory,
    smtpUrl,
    mailFrom,
    platformName,
    sso,
    support,
    maxStalenessMs,
    serveStaleMs,
    metricsToken,
    demo: databaseUrl === null,
    consoleDirectory,
  };
}

function readPort(value: string): number | undefined {
  const port = Number(value);
  return /^\d{1,5}$/.test(value) && port <= 65_535 ? port : undefined;
}

/** As milliseconds. Below two heartbeats every hiccup would count. */
function readSeconds(value: string): number | undefined {
  const seconds = Number(value);
  return /^\d{1,4}$/.test(value) && seconds >= 2 && seconds <= 3600 ? seconds * 1000 : undefined;
}

function readSmtpUrl(value: string): string | undefined {
  const isUrl = URL.canParse(value) && ['smtp:', 'smtps:'].includes(new URL(value).protocol);
  return isUrl ? value : undefined;
}

function readOrigin(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  const isOrigin = url.pathname === '/' && url.search === '' && url.hash === '' && !url.username;
  return isWeb && isOrigin ? url.origin : undefined;
}

function readKey(value: string): Buffer | undefined {
  const key = Buffer.from(value);
  return key.length >= shortestKey ? key : undefined;
}

function readSender(value: string): Config['mailFrom'] | undefined {
  const [, name = '', address = value] = /^(.*?)\s*<([^<>]+)>$/.exec(value) ?? [];
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(address)) return undefined;
  return { name: name.replaceAll('"', ''), address };
}

function readSupport(value: string): string | undefined {
  if (/^[^\s@<>]+@[^\s@<>]+$/.test(value)) return value;
  const isLink = URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);
  return isLink ? value : undefined;
}
