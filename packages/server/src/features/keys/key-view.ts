import type { ApiKey } from '@latchkey/contract';
import type { KeyRow } from './queries.ts';

export const keyView = (row: KeyRow, createdBy: string): ApiKey => ({
  id: row.key_id,
  name: row.name,
  hint: row.hint,
  createdAt: row.created_at.toISOString(),
  createdBy,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
});
