/** The tables that belong to no organization: people's accounts and what the installation shares. Every other table lies under a policy. */
export const globalTables = [
  'users',
  'credentials',
  'sign_ins',
  'identities',
  'sign_in_names',
  'throttles',
  'account_mails',
  'model_versions',
  'operators',
  'operator_sessions',
  'operator_events',
  'platform_keys',
  'installation',
] as const;

/** Written by the migrator alone, without rights for anybody else. */
export const migrationTables = ['kysely_migration', 'kysely_migration_lock'] as const;
