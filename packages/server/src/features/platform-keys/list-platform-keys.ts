import type { PlatformKey } from '@latchkey/contract';
import type { Database } from '../../db/database.ts';
import { globally } from '../../db/globally.ts';
import { platformKeyView } from './platform-key-view.ts';
import { readPlatformKeys } from './queries.ts';

/** Every key of the platform, the live ones first. */
export async function listPlatformKeys(db: Database): Promise<PlatformKey[]> {
  const rows = await globally(db, (transaction) => readPlatformKeys(transaction), {
    readOnly: true,
  });
  return rows.map(platformKeyView);
}
