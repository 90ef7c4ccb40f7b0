export { AccessModelError } from './access-model-error.ts';
export { accessModule, accessModuleKey } from './access-module.ts';
export {
  type AccessSentenceInput,
  accessSentence,
  type SentenceGrant,
  sentenceText,
} from './access-sentence.ts';
export type { Actor, Authority, Channel } from './actor.ts';
export { canonicalJson } from './canonical-json.ts';
export { checkAccessModel } from './check-access-model.ts';
export {
  type AccessMove,
  accessMoves,
  accessMovesInSteps,
  type MovedAccess,
} from './decide/access-moves.ts';
export {
  accessOf,
  type BindingRestriction,
  type BlockedBy,
  type HeldPermission,
  type PersonalAccess,
} from './decide/access-of.ts';
export { activeMembers } from './decide/active-members.ts';
export type { AskedGrant } from './decide/asked-access.ts';
export { askedPermission } from './decide/asked-permission.ts';
export { bindingRestrictions } from './decide/binding-restrictions.ts';
export { can } from './decide/can.ts';
export { claimedSets } from './decide/claimed-sets.ts';
export { contextualParents } from './decide/contextual-parents.ts';
export {
  type AskedCoverage,
  type Coverage,
  coverage,
  type PlaceCover,
  placesOfType,
} from './decide/coverage.ts';
export { evaluate } from './decide/evaluate.ts';
export { evaluateMasked, type MaskedDecision } from './decide/evaluate-masked.ts';
export { explain } from './decide/explain.ts';
export { listMembers } from './decide/list-members.ts';
export { type AskedPlaces, listPlaces } from './decide/list-places.ts';
export { listMembersSeeingAll, listPlacesSeenWhole } from './decide/lists-seen-whole.ts';
export {
  dominates,
  handOutPermissions,
  handOutSets,
  mayHandOut,
  sees,
} from './decide/management.ts';
export { masksOf } from './decide/masks-of.ts';
export { modulesOffAt } from './decide/modules-off-at.ts';
export type { Page, PageRequest } from './decide/page.ts';
export { permissionsAt } from './decide/permissions-at.ts';
export { expandFilter, type PlaceFilter, placeFilter } from './decide/place-filter.ts';
export { type NamedResource, placeOf } from './decide/place-of.ts';
export type { PlaceRegion } from './decide/place-regions.ts';
export { ancestors, descendants, placeCount, placesByType } from './decide/places.ts';
export { type Principal, principalOf } from './decide/principal.ts';
export {
  type AskedPermission,
  type AskedPlace,
  ResolvedPermission,
  ResolvedPlace,
} from './decide/resolved.ts';
export {
  type NamedPlaces,
  type RowFilter,
  type RowNames,
  rowFilter,
} from './decide/row-filter.ts';
export { sourceOf, type YesSource } from './decide/source-of.ts';
export { type WiderAccess, widerAccess } from './decide/wider-access.ts';
export { entityName, memberName } from './decide/wire-names.ts';
export type { Decision, DenyReason, Explanation, Question } from './decision.ts';
export { defineAccessModel } from './define-access-model.ts';
export type { Effect } from './effects.ts';
export type { Facts, FactsNeeded } from './facts.ts';
export type {
  ChangeId,
  EntityId,
  GrantId,
  ImportId,
  Instant,
  InvitationId,
  KeyId,
  MemberId,
  OrganizationId,
  PermissionSetId,
  Scope,
  UserId,
} from './ids.ts';
export { isEntityId, isMemberId } from './ids.ts';
export type {
  AccessModel,
  AccessModelDefinition,
  ActionDefinition,
  Assignment,
  ContextualGroups,
  ContextualParents,
  EntityTypeDefinition,
  FieldMasks,
  InvitationColumn,
  MaskWay,
  ModelPages,
  ModelProblem,
  ModelWords,
  ModuleDefinition,
  PeopleColumn,
  PermissionDefinition,
  RestrictionDefinition,
  StandardSetDefinition,
  StartingAccess,
} from './model.ts';
export { maskWays } from './model.ts';
export { type MovedPermissions, movePermissions } from './move-permissions.ts';
export type { NewGrant, Operation, OperationType } from './operations.ts';
export { permissionChangeSentence } from './permission-change-sentence.ts';
export { type GraphProblem, type PermissionGraph, permissionGraph } from './permission-graph.ts';
export { factsNeeded } from './plan/facts-needed.ts';
export { type PlanContext, plan, planInSteps } from './plan/plan.ts';
export type { PlanProblem, PlanProblemCode } from './plan-problem.ts';
export type { OperationOutcome, Plan } from './plan-result.ts';
export type { SentencePart } from './sentence-parts.ts';
export { applyEffects } from './snapshot/apply-effects.ts';
export { type Branch, createBranch, publishBranch } from './snapshot/branch.ts';
export {
  createSnapshot,
  type SnapshotEntity,
  type SnapshotGrant,
  type SnapshotMember,
  type SnapshotPermissionSet,
  type SnapshotRows,
  snapshotModel,
  snapshotRevision,
  snapshotSize,
} from './snapshot/create-snapshot.ts';
export { decodeSnapshot, encodeSnapshot, encodingSnapshot } from './snapshot/encode-snapshot.ts';
export { resolveEntity } from './snapshot/resolve-entity.ts';
export { resolveMember } from './snapshot/resolve-member.ts';
export type { Snapshot } from './snapshot/snapshot.ts';
export { SnapshotFormatError } from './snapshot/snapshot-bytes.ts';
export { startsOff, typesStartingOff } from './starts-off.ts';
export type {
  EntityState,
  GrantHolding,
  GrantState,
  InvitationState,
  InvitationStatus,
  KeyState,
  MemberState,
  MemberStatus,
  ObjectStates,
  ObjectType,
  OrganizationState,
  PermissionSetKind,
  PermissionSetState,
  Role,
  SignInMethod,
} from './state.ts';
export type { Steps } from './steps.ts';
