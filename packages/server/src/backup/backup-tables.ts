import type pg from 'pg';

export interface BackupTable {
  readonly name: string;
  /** Without generated columns, which the database fills itself. */
  readonly columns: readonly string[];
}

/** Every table of ours but `installation`, for what is restored is another epoch; each after the tables that its foreign keys name. */
export async function readBackupTables(client: pg.ClientBase): Promise<readonly BackupTable[]> {
  const { rows } = await client.query<BackupTable & { needs: string[] }>(
    `select c.relname as name,
            (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
            array(select distinct f.confrelid::regclass::text from pg_constraint f
                  where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and c.relname not like 'kysely\\_%' and c.relname <> 'installation'
     order by c.relname`,
  );
  const ordered: BackupTable[] = [];
  const placed = new Set<string>();
  while (ordered.length < rows.length) {
    const next = rows.find(
      ({ name, needs }) => !placed.has(name) && needs.every((need) => placed.has(need)),
    );
    if (!next) throw new Error('The foreign keys between the tables go round in a circle.');
    placed.add(next.name);
    ordered.push({ name: next.name, columns: next.columns });
  }
  return ordered;
}

/** The schema's version: what has been applied to it, in order. */
export async function readMigrationNames(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    "select to_regclass('public.kysely_migration') is not null as there",
  );
  if (!found[0]?.there) return [];
  const { rows } = await client.query<{ name: string }>(
    'select name from kysely_migration order by name',
  );
  return rows.map(({ name }) => name);
}

/** Names come from the database's own catalogue; they are quoted all the same. */
export const copyList = ({ name, columns }: BackupTable) =>
  `"${name}" (${columns.map((column) => `"${column}"`).join(', ')})`;
