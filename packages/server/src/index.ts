export { BackupError } from './backup/backup-format.ts';
export { writeBackup } from './backup/write-backup.ts';
export { type BrokenLink, verifyChain } from './change/verify-chain.ts';
export type { Config } from './config.ts';
export { ConfigError } from './config-error.ts';
export { createLog } from './create-log.ts';
export type { Database } from './db/database.ts';
export { EmbeddedPostgresInUse } from './db/embedded/clear-the-way.ts';
export type { DemoOrganization, DemoPerson } from './features/demo/demo-organization.ts';
export {
  type ReadModel,
  readModel,
  type WrittenModelProblem,
} from './features/model/read-model.ts';
export { applyModelMove, MoveDiffers } from './features/model-moves/apply-model-move.ts';
export type {
  LossReason,
  ModelMove,
  PeopleMoves,
  SetMove,
} from './features/model-moves/model-move.ts';
export { planHash } from './features/model-moves/move-digest.ts';
export { planModelMove } from './features/model-moves/plan-model-move.ts';
export { type AddedOperator, addOperator } from './features/operators/add-operator.ts';
export { listOperators } from './features/operators/list-operators.ts';
export { removeOperator } from './features/operators/remove-operator.ts';
export {
  type CreatedOrganization,
  createOrganization,
  type NewOrganization,
} from './features/organization/create-organization.ts';
export {
  type ListedOrganization,
  listOrganizations,
} from './features/organization/list-organizations.ts';
export { ownerInvitationLink } from './features/organization/owner-invitation-link.ts';
export { createPlatformKey } from './features/platform-keys/create-platform-key.ts';
export { listPlatformKeys } from './features/platform-keys/list-platform-keys.ts';
export { commandLine } from './features/platform-keys/platform-key-actor.ts';
export { revokePlatformKey } from './features/platform-keys/revoke-platform-key.ts';
export { type ConfigSources, readConfig } from './read-config.ts';
export type { Services } from './services.ts';
export { canonicalAddress } from './sign-in/canonical-address.ts';
export { type RunningServer, type StartServerOptions, startServer } from './start-server.ts';
export { migrateInstallation, restoreInstallation, withServices } from './with-services.ts';
