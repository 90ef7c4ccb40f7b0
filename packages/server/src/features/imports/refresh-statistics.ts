import type { Services } from '../../services.ts';

const tables = [
  'members',
  'invitations',
  'grants',
  'entities',
  'entity_parents',
  'changes',
  'change_objects',
  'personal_values',
  'outbox_mails',
  'import_rows',
];

/** Fewer rows than this change no query's plan. */
const worthFrom = 1_000;

/**
 * Tells the database's planner of rows that came all at once; until it knows of them, it may read a whole
 * table for each of thousands of look-ups. It finds out by itself only after a minute.
 */
export async function refreshStatistics({ db }: Services, newRows: number): Promise<void> {
  if (newRows >= worthFrom) await db.pool.query(`analyze ${tables.join(', ')}`);
}
