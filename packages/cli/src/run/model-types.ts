import { readFileSync, writeFileSync } from 'node:fs';
import {
  type AccessModel,
  decodeSnapshot,
  SnapshotFormatError,
  snapshotModel,
} from '@latchkey/engine';
import { CommandFailure } from '../command-failure.ts';
import { keysOfModel } from '../model-file/keys-of-model.ts';
import { requireModel } from '../model-file/require-model.ts';

export interface TypesOptions {
  readonly url?: string;
  readonly out?: string;
  readonly check?: boolean;
}

/** Writes the words of a model as TypeScript, or says that what was written before is no longer right. */
export async function types(file: string | undefined, options: TypesOptions): Promise<void> {
  const { out, check = false } = options;
  const text = keysOfModel(await modelOf(file, options));
  if (out === undefined) {
    if (check) throw new CommandFailure('usage', 'Name the file to check with --out.');
    process.stdout.write(text);
    return;
  }
  if (!check) {
    writeFileSync(out, text);
    return;
  }
  if (wordsIn(read(out)) === wordsIn(text)) return;
  throw new CommandFailure(
    'failed',
    `\`${out}\` does not fit the model. Write it again: leave --check out.`,
  );
}

async function modelOf(file: string | undefined, { url }: TypesOptions): Promise<AccessModel> {
  if (file !== undefined && url === undefined) return requireModel(file);
  if (url !== undefined && file === undefined) return modelOfServer(url);
  throw new CommandFailure('usage', 'Name either a model file or a server with --url.');
}

/** The model that the key's organization lives by. */
async function modelOfServer(url: string): Promise<AccessModel> {
  const apiKey = process.env['LATCHKEY_API_KEY'] ?? '';
  const organizationId = apiKey.split('.', 1)[0];
  if (!organizationId?.startsWith('org_')) {
    throw new CommandFailure('usage', 'Set `LATCHKEY_API_KEY` to a key from Settings, API keys.');
  }
  const path = `/organizations/${organizationId}/access/v1/snapshot`;
  const answer = await fetch(`${url.replace(/\/+$/, '')}${path}`, {
    headers: { authorization: `Bearer ${apiKey}` },
    redirect: 'error',
  }).catch(() => {
    throw new CommandFailure('failed', `No Latchkey answers at ${url}.`);
  });
  if (!answer.ok) throw new CommandFailure('failed', `${url} answered ${answer.status}.`);
  try {
    return snapshotModel(decodeSnapshot(new Uint8Array(await answer.arrayBuffer())));
  } catch (error) {
    if (!(error instanceof SnapshotFormatError)) throw error;
    throw new CommandFailure('failed', `${url} answered in the form of another version.`);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CommandFailure('notFound', `\`${file}\` cannot be read. Correct the path.`);
  }
}

/** What a formatter may change is no difference. */
const wordsIn = (text: string): string =>
  text.replaceAll(/\s+/g, '').replaceAll(':|', ':').replaceAll('"', "'");
