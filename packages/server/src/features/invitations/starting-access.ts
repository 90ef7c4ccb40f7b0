import type { InviteAnswer, inviteRequest, StartingAccess } from '@latchkey/contract';
import {
  type EntityId,
  handOutPermissions,
  type MemberId,
  mayHandOut,
  modulesOffAt,
  type PermissionGraph,
  permissionGraph,
  type Scope,
  type Snapshot,
  sees,
  snapshotModel,
} from '@latchkey/engine';
import type { z } from 'zod';
import type { Transaction } from '../../db/database.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import { permissionLabel } from '../../words/permission-label.ts';
import { readNames } from '../../words/read-names.ts';
import { type CopiedGrant, readGrantsToCopy, readOpenEntities, readSource } from './queries.ts';

type Request = z.output<typeof inviteRequest>;
type Grants = Request['grants'];
type Starting = NonNullable<InviteAnswer['starting']>;
type Why = Starting['leftOut'][number]['why'];

interface LeftOut {
  readonly scope: Scope;
  readonly permissions: readonly string[];
  readonly why: Why;
}

interface Begun {
  readonly role: Request['role'];
  readonly grants: Grants;
  readonly leftOut: readonly LeftOut[];
  readonly copiedFrom: Starting['copiedFrom'];
}

/** The request with the role and the grants that its starting access comes to, and what that is in words. */
export async function withStartingAccess(
  transaction: Transaction,
  signedIn: SignedIn,
  snapshot: Snapshot,
  request: Request,
): Promise<{ readonly request: Request; readonly starting: InviteAnswer['starting'] }> {
  const model = snapshotModel(snapshot);
  const { startingAccess: chosen } = request;
  const offered = model.startingAccess ?? [];
  if (chosen === undefined) {
    const names = request.role === 'owner' || request.grants.length > 0;
    if (offered.length > 0 && !names) throw new ProblemError('starting_access_missing');
    return { request, starting: null };
  }
  if (!offered.includes(chosen.kind)) throw new ProblemError('starting_access_not_offered');
  const begun = await begin(transaction, signedIn, snapshot, chosen);
  const places = begun.grants.map(({ scope }) => scope);
  const names = await readNames(transaction, signedIn.organizationId, {
    sets: [],
    places: [...places, ...begun.leftOut.map(({ scope }) => scope)],
  });
  const held = [...new Set(places)].flatMap((scope) => names.places.get(scope) ?? []);
  return {
    request: { ...request, role: begun.role, grants: begun.grants },
    starting: {
      places: held.slice(0, 20),
      placeTotal: held.length,
      copiedFrom: begun.copiedFrom,
      leftOut: begun.leftOut.slice(0, 100).flatMap(({ scope, permissions, why }) => {
        const place = names.places.get(scope);
        const labels = permissions.map((name) => permissionLabel(model, name));
        return place ? [{ place, permissions: labels, why }] : [];
      }),
    },
  };
}

function begin(
  transaction: Transaction,
  signedIn: SignedIn,
  snapshot: Snapshot,
  chosen: StartingAccess,
): Promise<Begun> | Begun {
  const nothing = { role: 'member', grants: [], leftOut: [], copiedFrom: null } as const;
  switch (chosen.kind) {
    case 'none':
      return { ...nothing, grants: [] };
    case 'owner':
      return { ...nothing, role: 'owner', grants: [] };
    case 'default':
      return beginWithDefaults(transaction, signedIn, snapshot, chosen.places);
    case 'copy':
      return beginWithCopy(transaction, signedIn, snapshot, chosen.memberId);
  }
}

async function beginWithDefaults(
  transaction: Transaction,
  signedIn: SignedIn,
  snapshot: Snapshot,
  places: 'now' | 'later' | readonly EntityId[],
): Promise<Begun> {
  const { organizationId } = signedIn;
  const defaults = Object.values(snapshotModel(snapshot).modules).flatMap(({ permissions }) =>
    Object.entries(permissions).flatMap(([name, { selectedByDefault }]) =>
      selectedByDefault ? [name] : [],
    ),
  );
  const scopes: readonly Scope[] =
    places === 'later'
      ? [organizationId]
      : places === 'now'
        ? (await readOpenEntities(transaction, organizationId)).filter((scope) =>
            managesPeopleAt(snapshot, signedIn.memberId, scope),
          )
        : places;
  const given = scopes.map((scope) => giveable(snapshot, signedIn.memberId, scope, defaults));
  return {
    role: 'member',
    grants: given.flatMap(({ scope, permissions }) =>
      permissions.length === 0 ? [] : [{ scope, permissions }],
    ),
    leftOut: given.flatMap(({ leftOut }) => leftOut),
    copiedFrom: null,
  };
}

/** A copy, not a link: what is held now and the actor may give, with the ends it has. */
async function beginWithCopy(
  transaction: Transaction,
  { organizationId, memberId: actor }: SignedIn,
  snapshot: Snapshot,
  memberId: MemberId,
): Promise<Begun> {
  const now = Date.now();
  const source = sees(snapshot, actor, memberId, now)
    ? await readSource(transaction, organizationId, memberId)
    : undefined;
  if (!source) throw new ProblemError('unknown_member');
  if (source.role === 'owner') throw new ProblemError('copies_an_owner');
  const copied = await readGrantsToCopy(transaction, organizationId, memberId);
  const grants: Grants = [];
  const leftOut: LeftOut[] = [];
  for (const grant of copied) {
    const times = {
      ...(grant.starts_at && { startsAt: grant.starts_at.toISOString() }),
      ...(grant.ends_at && { endsAt: grant.ends_at.toISOString() }),
    };
    const { scope } = grant;
    if (grant.closed) {
      leftOut.push({ scope, permissions: grant.permissions ?? [], why: 'place_closed' });
    } else if (grant.set_id !== null) {
      if (mayHandOut(snapshot, actor, grant.set_id, scope, now)) {
        grants.push({ permissionSetId: grant.set_id, scope, ...times });
      } else leftOut.push({ scope, permissions: permissionsOf(grant), why: 'not_yours' });
    } else {
      const part = giveable(snapshot, actor, scope, permissionsOf(grant));
      if (part.permissions.length > 0) {
        grants.push({ permissions: part.permissions, scope, ...times });
      }
      leftOut.push(...part.leftOut);
    }
  }
  return { role: 'member', grants, leftOut, copiedFrom: { id: memberId, name: source.name } };
}

const permissionsOf = ({ permissions, set_permissions }: CopiedGrant) =>
  permissions ?? set_permissions ?? [];

const managesPeopleAt = (snapshot: Snapshot, actor: MemberId, scope: Scope) =>
  handOutPermissions(snapshot, actor, scope, Date.now()).length > 0;

/** As much of these permissions as the actor may give here, whose modules are on, and that can stand without the rest. */
function giveable(
  snapshot: Snapshot,
  actor: MemberId,
  scope: Scope,
  wanted: readonly string[],
): { scope: Scope; permissions: string[]; leftOut: LeftOut[] } {
  const { modules } = snapshotModel(snapshot);
  const graph = permissionGraph({ modules });
  const own = new Set(handOutPermissions(snapshot, actor, scope, Date.now()));
  const off = new Set(
    [...modulesOffAt(snapshot, scope).keys()].flatMap((key) =>
      Object.keys(modules[key]?.permissions ?? {}),
    ),
  );
  const notYours = wanted.filter((name) => !graph.closure([name]).every((held) => own.has(held)));
  const switchedOff = wanted.filter((name) => off.has(name) && !notYours.includes(name));
  const left = wanted.filter((name) => !notYours.includes(name) && !switchedOff.includes(name));
  const permissions = standing(graph, left);
  const fallen = left.filter((name) => !permissions.includes(name));
  const leftOut: LeftOut[] = [];
  const leaveOut = (names: readonly string[], why: Why) => {
    if (names.length > 0) leftOut.push({ scope, permissions: names, why });
  };
  leaveOut(notYours, 'not_yours');
  leaveOut(switchedOff, 'module_off');
  leaveOut(fallen, 'needs_another');
  return { scope, permissions, leftOut };
}

/** What is left when whatever lacks what it needs has fallen. */
function standing(graph: PermissionGraph, permissions: readonly string[]): string[] {
  const lacking = new Set(graph.problems(permissions).map(({ permission }) => permission));
  if (lacking.size === 0) return [...permissions];
  const rest = permissions.filter(
    (name) => !graph.closure([name]).some((held) => lacking.has(held)),
  );
  return standing(graph, rest);
}
