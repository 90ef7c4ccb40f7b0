import { timingSafeEqual } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OrganizationId } from '@latchkey/engine';
import type { Logger } from 'pino';
import { z } from 'zod';
import { macOf } from '../tokens/mac.ts';

/** What a stored snapshot says of itself. */
export interface StoredSnapshot {
  readonly organizationId: OrganizationId;
  readonly epoch: string;
  readonly revision: number;
  /** The log's hash at that revision: another log has another one. */
  readonly hash: string;
  readonly bytes: Uint8Array;
}

const description = z.strictObject({
  latchkeySnapshotFile: z.literal(2),
  organizationId: z.string(),
  epoch: z.string(),
  revision: z.int().nonnegative(),
  hash: z.string(),
});

const fileName = /^(org_[0-9a-z]{8,40})\.snapshot$/;
const unfinished = '.new';
/** Nobody writes for so long. */
const unfinishedForMs = 3_600_000;
const macBytes = 32;
const lengthBytes = 4;

/**
 * Snapshots beside the data, so that a large organization is there at once after a start. A file is four bytes of
 * length, a description as JSON, the encoded snapshot and a MAC by the server key over all of it: what another
 * installation wrote, or a hand changed, is not read.
 */
export class SnapshotFiles {
  readonly #directory: string;
  readonly #serverKey: Buffer;
  readonly #log: Logger;

  constructor(dataDirectory: string, serverKey: Buffer, log: Logger) {
    this.#directory = join(dataDirectory, 'snapshots');
    this.#serverKey = serverKey;
    this.#log = log;
  }

  /** What lies there, if it was written by this installation, whole; the caller asks whether it fits the log. */
  async read(organizationId: OrganizationId): Promise<StoredSnapshot | null> {
    try {
      const file = await readFile(this.#path(organizationId));
      const stored = this.#open(file);
      if (stored?.organizationId === organizationId) return stored;
      this.#log.warn({ organizationId }, 'A snapshot file is damaged or not ours; it is not read.');
    } catch (error) {
      if (!isMissing(error)) this.#log.warn({ err: error }, 'A snapshot file cannot be read.');
    }
    return null;
  }

  /** Takes the place of an older one at once and whole; a failure costs the next start its head start and nothing else. */
  async write({ bytes, ...described }: StoredSnapshot): Promise<boolean> {
    const path = this.#path(described.organizationId);
    const beside = `${path}.${process.pid}${unfinished}`;
    try {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      const file = await open(beside, 'w', 0o600);
      try {
        await file.writeFile(this.#seal(described, bytes));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, path);
      return true;
    } catch (error) {
      this.#log.warn({ err: error }, 'A snapshot file cannot be written.');
      await rm(beside, { force: true }).catch(() => {});
      return false;
    }
  }

  /** The organizations of which something lies there. */
  async organizations(): Promise<readonly OrganizationId[]> {
    const names = await this.#names();
    return names.flatMap((name) => {
      const [, id] = fileName.exec(name) ?? [];
      return id === undefined ? [] : [id as OrganizationId]; // the expression has proved the shape
    });
  }

  /** For an organization that is there no more. */
  async remove(organizationId: OrganizationId): Promise<void> {
    await this.#removeFile(this.#path(organizationId));
  }

  /** What a process that was killed while it wrote has left. */
  async removeUnfinished(): Promise<void> {
    for (const name of await this.#names()) {
      if (!name.endsWith(unfinished)) continue;
      const path = join(this.#directory, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
      if (Date.now() - mtimeMs > unfinishedForMs) await this.#removeFile(path);
    }
  }

  #names(): Promise<readonly string[]> {
    return readdir(this.#directory).catch(() => []);
  }

  async #removeFile(path: string): Promise<void> {
    try {
      await rm(path, { force: true });
    } catch (error) {
      this.#log.warn({ err: error }, 'A snapshot file cannot be removed.');
    }
  }

  #seal(described: Omit<StoredSnapshot, 'bytes'>, bytes: Uint8Array): Buffer {
    const text = Buffer.from(JSON.stringify({ latchkeySnapshotFile: 2, ...described }));
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32BE(text.length);
    const content = Buffer.concat([length, text, bytes]);
    return Buffer.concat([content, macOf(this.#serverKey, 'snapshot-file', content)]);
  }

  #open(file: Buffer): StoredSnapshot | null {
    if (file.length < lengthBytes + macBytes) return null;
    const content = file.subarray(0, -macBytes);
    const mac = macOf(this.#serverKey, 'snapshot-file', content);
    if (!timingSafeEqual(mac, file.subarray(-macBytes))) return null;
    const end = lengthBytes + content.readUInt32BE();
    const { data } = description.safeParse(parseJson(content.subarray(lengthBytes, end)));
    if (!data) return null;
    const { latchkeySnapshotFile: _, organizationId, ...described } = data;
    // The MAC has proved that we wrote it, with an id of ours.
    return {
      ...described,
      organizationId: organizationId as OrganizationId,
      // Bytes of their own: the engine reads them as words, from the beginning of their buffer.
      bytes: new Uint8Array(content.subarray(end)),
    };
  }

  #path(organizationId: OrganizationId): string {
    return join(this.#directory, `${organizationId}.snapshot`);
  }
}

function parseJson(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString());
  } catch {
    return null;
  }
}

const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
