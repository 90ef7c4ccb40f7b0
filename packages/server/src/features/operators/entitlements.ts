import type {
  Entitlements,
  EntitlementUpdate,
  OperatorPlaceList,
  PlanView,
} from '@latchkey/contract';
import {
  type AccessModel,
  ancestors,
  descendants,
  type OrganizationId,
  permissionGraph,
  type Scope,
  snapshotModel,
} from '@latchkey/engine';
import { type ChangeRequest, type Committed, commit } from '../../change/commit.ts';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import type { SignedInOperator } from '../../sign-in/operator-sessions.ts';
import type { AffectedPage } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';
import { byOperator } from './by-operator.ts';
import { countHolders, readPlaces } from './queries.ts';

/** The switchable modules at a place, what is off there, and how many people hold something of each. */
export async function getEntitlements(
  services: Services,
  organizationId: OrganizationId,
  scope: Scope = organizationId,
): Promise<Entitlements> {
  const snapshot = await services.snapshots.current(organizationId);
  const lineage = ancestors(snapshot, scope);
  if (lineage.length === 0) throw new ProblemError('unknown_place');
  const model = snapshotModel(snapshot);
  const whole = scope === organizationId;
  const concerned = whole ? null : [...new Set([...lineage, ...descendants(snapshot, [scope])])];
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const off = await modulesOffAt(transaction, organizationId, lineage);
      const modules: Entitlements['modules'] = [];
      for (const [key, module] of Object.entries(model.modules)) {
        if (module.switchable === undefined) continue;
        const bringing = permissionsBringing(model, key);
        modules.push({
          key,
          label: module.label,
          description: module.description ?? null,
          off: off.get(scope)?.includes(key) ?? false,
          offAbove: lineage.slice(1).some((above) => off.get(above)?.includes(key)),
          permissionCount: Object.keys(module.permissions).length,
          peopleCount: await countHolders(transaction, organizationId, bringing, concerned),
        });
      }
      return { scope, modules };
    },
    { readOnly: true },
  );
}

/** Exactly these modules are off at the place from now on. */
export function setEntitlements(
  services: Services,
  operator: SignedInOperator,
  organizationId: OrganizationId,
  update: EntitlementUpdate,
): Promise<Committed> {
  return commit(services, organizationId, switching(operator, update));
}

/** Whom switching would give and take what. */
export function previewEntitlements(
  services: Services,
  operator: SignedInOperator,
  organizationId: OrganizationId,
  update: EntitlementUpdate,
  page: AffectedPage,
): Promise<PlanView> {
  const asker = { organizationId, memberId: null };
  return previewChange(services, asker, switching(operator, update), page);
}

const switching = (
  operator: SignedInOperator,
  { scope, modulesOff, reason }: EntitlementUpdate,
): ChangeRequest => ({
  ...byOperator(operator, reason),
  operations: [{ type: 'entitlements.set', scope, modulesOff }],
});

/** Places to switch modules at: those that match, or without a search those where something is off. */
export function listPlaces(
  { db }: Services,
  organizationId: OrganizationId,
  search: string | undefined,
): Promise<OperatorPlaceList> {
  return inOrganization(
    db,
    organizationId,
    async (transaction) => {
      const rows = await readPlaces(transaction, organizationId, search?.trim() || undefined);
      return {
        data: rows.map(({ entity_id, name, code, type, modules_off }) => ({
          scope: entity_id,
          name,
          code,
          type,
          modulesOff: modules_off,
        })),
      };
    },
    { readOnly: true },
  );
}

/** Permissions of the module, and those that bring one of them. */
function permissionsBringing(model: AccessModel, key: string): string[] {
  const graph = permissionGraph(model);
  const own = new Set(Object.keys(model.modules[key]?.permissions ?? {}));
  return Object.values(model.modules)
    .flatMap(({ permissions }) => Object.keys(permissions))
    .filter((permission) => graph.closure([permission]).some((brought) => own.has(brought)));
}

async function modulesOffAt(
  transaction: Transaction,
  organizationId: OrganizationId,
  scopes: readonly Scope[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const organization = await transaction
    .selectFrom('organizations')
    .select('modules_off')
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  const entities = await transaction
    .selectFrom('entities')
    .select(['entity_id', 'modules_off'])
    .where('organization_id', '=', organizationId)
    .where((is) => is('entity_id', 'in', scopes.length > 1 ? scopes.filter(isEntity) : ['ent_0']))
    .execute();
  return new Map<string, readonly string[]>([
    [organizationId, organization.modules_off],
    ...entities.map(({ entity_id, modules_off }) => [entity_id, modules_off] as const),
  ]);
}

const isEntity = (scope: Scope): scope is `ent_${string}` => scope.startsWith('ent_');
