import type { OrganizationId } from '@latchkey/engine';
import { sql } from 'kysely';
import type { Transaction } from '../../db/database.ts';

export interface RecordedActor {
  readonly actor_type: string | null;
  readonly actor_id: string | null;
}

const systemNames: ReadonlyMap<string, string> = new Map([
  ['cli', 'The command line'],
  ['demo', 'The demo'],
]);

/** What the actors of changes are called, looked up together. */
export async function actorNames(
  transaction: Transaction,
  organizationId: OrganizationId,
  actors: readonly RecordedActor[],
): Promise<(actor: RecordedActor) => string> {
  const ids = [...new Set(actors.flatMap(({ actor_id }) => actor_id ?? []))];
  const { rows } =
    ids.length === 0
      ? { rows: [] }
      : await sql<{ id: string; name: string }>`
    select member_id as id, coalesce(nullif(name, ''), address) || case when visiting then ' (operator)' else '' end as name
    from members where organization_id = ${organizationId} and member_id = any(${ids})
    union all
    select key_id, 'API key ' || name
    from api_keys where organization_id = ${organizationId} and key_id = any(${ids})
    union all
    select user_id, name || ' (operator)' from operators where user_id = any(${ids})
  `.execute(transaction);
  const names = new Map(rows.map(({ id, name }) => [id, name]));

  return ({ actor_type, actor_id }) => {
    if (actor_type === 'system') return systemNames.get(actor_id ?? '') ?? 'Latchkey';
    return names.get(actor_id ?? '') ?? 'Somebody who is no longer here';
  };
}
