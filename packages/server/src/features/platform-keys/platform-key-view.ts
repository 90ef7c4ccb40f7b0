import type { PlatformKey } from '@latchkey/contract';
import type { PlatformKeyRow } from './queries.ts';

export const platformKeyView = (row: PlatformKeyRow): PlatformKey => ({
  id: row.key_id,
  name: row.name,
  hint: row.hint,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  endsAt: row.ends_at?.toISOString() ?? null,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
});
