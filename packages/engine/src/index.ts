export { type Actor, type Authority, type Channel } from './actor.ts';
export { type Decision, type DenyReason, type Explanation, type Question } from './decision.ts';
export { type Effect } from './effects.ts';
export { type Facts, type FactsNeeded } from './facts.ts';
export { type ChangeId, type EntityId, type GrantId, type ImportId, type Instant, type InvitationId, type KeyId, type MemberId, type OrganizationId, type PermissionSetId, type Scope, type UserId } from './ids.ts';
export { type AccessModel, type AccessModelDefinition, type ContextualParents, type EntityTypeDefinition, type ModelProblem, type ModuleDefinition, type PermissionDefinition, type StandardSetDefinition } from './model.ts';
export { type NewGrant, type Operation, type OperationType } from './operations.ts';
export { type PlanProblem, type PlanProblemCode } from './plan-problem.ts';
export { type OperationOutcome, type Plan } from './plan-result.ts';
export { type EntityState, type GrantState, type InvitationState, type InvitationStatus, type KeyState, type MemberState, type MemberStatus, type ObjectStates, type ObjectType, type OrganizationState, type PermissionSetKind, type PermissionSetState, type Role, type SignInMethod } from './state.ts';
export { AccessModelError } from './access-model-error.ts';
export { accessSentence, type AccessSentenceInput, type SentenceGrant, type SentencePart, sentenceText } from './access-sentence.ts';
export { canonicalJson } from './canonical-json.ts';
export { checkAccessModel } from './check-access-model.ts';
export { evaluate } from './decide/evaluate.ts';
export { explain } from './decide/explain.ts';
export {
  ancestors,
  descendants,
  dominates,
  handOutSets,
  mayHandOut,
  permissionsAt,
  placeCount,
  reachOf,
  sees,
} from './decide/reach.ts';
export { defineAccessModel } from './define-access-model.ts';
export { type GraphProblem, type PermissionGraph, permissionGraph } from './permission-graph.ts';
export { factsNeeded } from './plan/facts-needed.ts';
export { plan, type PlanContext } from './plan/plan.ts';
export { applyEffects } from './snapshot/apply-effects.ts';
export { type Branch, createBranch, publishBranch } from './snapshot/branch.ts';
export {
  createSnapshot,
  resolveMember,
  type Snapshot,
  type SnapshotEntity,
  type SnapshotGrant,
  type SnapshotMember,
  snapshotModel,
  type SnapshotPermissionSet,
  snapshotRevision,
  type SnapshotRows,
} from './snapshot/snapshot.ts';
