/**
 * Where nobody can, and who can, over HTTP with 7,000 stores and 10,000 people in one organization.
 *
 *   node --conditions=source bench/coverage.ts [stores] [people] [requests]
 */
import type { Services } from '@latchkey/server';
import { startDemoInstallation } from './demo-installation.ts';

const [stores = '7000', people = '10000', requests = '30'] = process.argv.slice(2);

const installation = await startDemoInstallation((services) =>
  grow(services, Number(stores), Number(people)),
);
const { owner } = installation;
const tree = await owner.request<{ types: string[]; rows: [string, number][] }>(
  'GET',
  '/v1/entities/tree',
);
const store = tree.rows.find(([, type]) => tree.types[type] === 'store')?.[0];
const { organization } = await owner.request<{ organization: { id: string } }>(
  'GET',
  '/v1/session',
);
const act = 'permission=campaign.publish';

console.log(
  `${tree.rows.length} places, ${people} people and the demo's, ${requests} requests each, milliseconds of wall time\n`,
);
for (const path of [
  '/v1/coverage',
  `/v1/coverage?${act}`,
  `/v1/coverage/places?${act}`,
  `/v1/who-can?${act}&place=${store}`,
  `/v1/who-can?${act}&place=${organization.id}`,
  `/v1/who-can?${act}&place=${organization.id}&search=person%2074`,
]) {
  const taken: number[] = [];
  for (let asked = -3; asked < Number(requests); asked++) {
    const start = performance.now();
    await owner.request('GET', path);
    if (asked >= 0) taken.push(performance.now() - start);
  }
  taken.sort((left, right) => left - right);
  const at = (part: number) => (taken[Math.floor(taken.length * part)] ?? 0).toFixed(1).padStart(7);
  console.log(`p50 ${at(0.5)}   p99 ${at(0.99)}   ${path}`);
}
await installation[Symbol.asyncDispose]();
process.exit();

/** Stores beside those of the demo, and people with one grant each: half at stores, the rest wider. */
async function grow({ db }: Services, storeCount: number, peopleCount: number): Promise<void> {
  await db.pool.query(
    `insert into entities (organization_id, entity_id, type, code, name, revision)
     select o.organization_id, 'ent_bench' || lpad(n::text, 17, '0'), 'store', 'BB-' || n, 'Bench store ' || n, o.revision
     from organizations o, generate_series(1, $1::int) n`,
    [storeCount],
  );
  await db.pool.query(
    `insert into entity_parents (organization_id, entity_id, parent_id)
     select o.organization_id, 'ent_bench' || lpad(n::text, 17, '0'), t.ids[1 + n % array_length(t.ids, 1)]
     from organizations o, generate_series(1, $1::int) n,
          (select type, array_agg(entity_id) as ids from entities where type in ('zone', 'concept') group by type) t`,
    [storeCount],
  );
  await db.pool.query(
    `insert into users (user_id, address, verified_at)
     select 'usr_bench' || lpad(n::text, 17, '0'), 'person.' || n || '@bench.example', now()
     from generate_series(1, $1::int) n`,
    [peopleCount],
  );
  await db.pool.query(
    `insert into members (organization_id, member_id, user_id, role, status, name, address, sign_in_method,
                          joined_at, last_active_at, personal_salt, revision)
     select o.organization_id, 'mem_bench' || lpad(n::text, 17, '0'), 'usr_bench' || lpad(n::text, 17, '0'),
            'member', 'active', 'Person ' || n, 'person.' || n || '@bench.example', 'password', now(), now(), '\\x00', o.revision
     from organizations o, generate_series(1, $1::int) n`,
    [peopleCount],
  );
  await db.pool.query(
    `insert into grants (organization_id, grant_id, member_id, set_id, scope, revision)
     select o.organization_id, 'grt_bench' || lpad(n::text, 17, '0'), 'mem_bench' || lpad(n::text, 17, '0'),
            s.ids[1 + n % array_length(s.ids, 1)],
            case when n % 10 = 0 then o.organization_id
                 when n % 10 < 3 then z.ids[1 + n % array_length(z.ids, 1)]
                 when n % 10 < 5 then c.ids[1 + n % array_length(c.ids, 1)]
                 else e.ids[1 + n % array_length(e.ids, 1)] end,
            o.revision
     from organizations o,
          (select array_agg(set_id) as ids from permission_sets) s,
          (select array_agg(entity_id) as ids from entities where type = 'zone') z,
          (select array_agg(entity_id) as ids from entities where type = 'concept') c,
          (select array_agg(entity_id) as ids from entities where type = 'store') e,
          generate_series(1, $1::int) n`,
    [peopleCount],
  );
  await db.pool.query('analyze users, members, grants, entities, entity_parents');
}
