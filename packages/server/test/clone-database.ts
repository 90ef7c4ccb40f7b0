import type pg from 'pg';
import { inject } from 'vitest';
import { inDatabase, onServer } from './start-postgres.ts';

export interface ClonedDatabase {
  readonly connection: pg.ClientConfig;
  drop(): Promise<void>;
}

let clones = 0;

/** A migrated database of one's own, 20 ms after asking. */
export async function cloneDatabase(): Promise<ClonedDatabase> {
  const { server, template } = inject('postgres');
  const name = `latchkey_test_${process.pid}_${Date.now()}_${clones++}`;
  await onServer(server, `create database ${name} template ${template}`);
  return {
    connection: inDatabase(server, name),
    drop: () => onServer(server, `drop database if exists ${name} with (force)`),
  };
}
