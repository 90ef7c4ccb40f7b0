import { createHash } from 'node:crypto';
import { type AccessModel, canonicalJson } from '@latchkey/engine';
import type { Transaction } from '../db/database.ts';

/** The name of a model version: SHA-256 of its canonical JSON. */
export function modelHash(model: AccessModel): string {
  return createHash('sha256').update(canonicalJson(model)).digest('hex');
}

/** Keeps a model version for every organization that names it; one that is known stays as it is. */
export async function storeModelVersion(
  transaction: Transaction,
  model: AccessModel,
): Promise<string> {
  const hash = modelHash(model);
  await transaction
    .insertInto('model_versions')
    .values({ model_hash: hash, model: JSON.stringify(model) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return hash;
}

/** The model versions that this process has read; a version never changes. */
export class ModelVersions {
  readonly #known = new Map<string, AccessModel>();

  async require(transaction: Transaction, hash: string): Promise<AccessModel> {
    const known = this.#known.get(hash);
    if (known) return known;
    const { model } = await transaction
      .selectFrom('model_versions')
      .select('model')
      .where('model_hash', '=', hash)
      .executeTakeFirstOrThrow();
    this.#known.set(hash, model);
    return model;
  }
}
