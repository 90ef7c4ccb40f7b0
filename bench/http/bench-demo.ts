import type { Services, startServer } from '@latchkey/server';
import type { BenchOrganization } from '../organization/make-organization.ts';

type DemoOrganization = Parameters<typeof startServer>[0]['demos'][number];

/** The organization of the bench as the server seeds it: its places and sets, with an owner who makes the API key. */
export function benchDemo({ entities, sets }: BenchOrganization): DemoOrganization {
  const byId = new Map<string, (typeof entities)[number]>(
    entities.map((entity) => [entity.entityId, entity]),
  );
  return {
    name: 'Bench',
    modelKey: 'bench',
    entities: entities.map(({ type, code, parents }) => ({
      type,
      code,
      name: code,
      city: null,
      parents: parents.flatMap((id) => byId.get(id) ?? []),
    })),
    permissionSets: sets.map(({ setId, permissions }) => ({
      key: setId,
      name: setId,
      description: '',
      permissions,
    })),
    people: [
      {
        address: 'owner@bench.example',
        name: 'Owner',
        phone: null,
        role: 'owner',
        signInMethod: 'password',
        state: 'active',
        grants: [],
        accessEndsInDays: null,
        linkEndsInDays: 7,
        note: null,
      },
    ],
  };
}

/** Its people with their grants, written as an import would have left them; sets are found by name, places by code. */
export async function addBenchPeople(
  { db }: Services,
  { shape, organizationId, entities, memberAt, grantsOf }: BenchOrganization,
): Promise<void> {
  const codes = new Map<string, string>(entities.map(({ entityId, code }) => [entityId, code]));
  const numbers = Array.from({ length: shape.members }, (_, index) => index);
  const members = numbers.map(memberAt);
  const grants = numbers.flatMap(grantsOf).map(({ grantId, memberId, setId, scope }) => ({
    grantId,
    memberId,
    set: setId,
    code: scope === organizationId ? null : codes.get(scope),
  }));
  await db.pool.query(
    `insert into users (user_id, address, verified_at)
     select m->>'userId', m->>'memberId' || '@bench.example', now() from jsonb_array_elements($1) m`,
    [JSON.stringify(members)],
  );
  await db.pool.query(
    `insert into members (organization_id, member_id, user_id, role, status, name, phone, address, sign_in_method,
                          joined_at, personal_salt, revision)
     select o.organization_id, m->>'memberId', m->>'userId', m->>'role', 'active', m->>'memberId', null,
            m->>'memberId' || '@bench.example', 'password', now(), '\\x00', o.revision
     from organizations o, jsonb_array_elements($1) m`,
    [JSON.stringify(members)],
  );
  await db.pool.query(
    `insert into grants (organization_id, grant_id, member_id, set_id, scope, revision)
     select distinct on (g->>'memberId', s.set_id, coalesce(e.entity_id, o.organization_id))
            o.organization_id, g->>'grantId', g->>'memberId', s.set_id, coalesce(e.entity_id, o.organization_id), o.revision
     from organizations o
     cross join jsonb_array_elements($1) g
     join permission_sets s on s.organization_id = o.organization_id and s.name = g->>'set'
     left join entities e on e.organization_id = o.organization_id and e.code = g->>'code'`,
    [JSON.stringify(grants)],
  );
}
