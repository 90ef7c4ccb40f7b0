/**
 * The list of people with 100,000 members: pages, search and filters over HTTP, beside the look-up of one
 * member by primary key: over HTTP, and as a bare statement on one connection to the same database.
 *
 *   node --conditions=source bench/list.ts [members] [requests]
 */
import type { Services } from '@latchkey/server';
import { startDemoInstallation } from './demo-installation.ts';

const [members = '100000', requests = '200'] = process.argv.slice(2);

const installation = await startDemoInstallation((services) =>
  addPeople(services, Number(members)),
);
const { owner } = installation;
// biome-ignore lint/suspicious/noExplicitAny: a measurement looks into the few fields it goes on with.
const read = (path: string) => owner.request<any>('GET', path);

const first = await read('/v1/members?limit=50');
console.log(
  `${first.total.toLocaleString('en')} people, ${requests} requests each, milliseconds of wall time\n`,
);
const tree = await read('/v1/entities/tree');
const zone = tree.rows.find((row: unknown[]) => row[1] === tree.types.indexOf('zone'))[0];
const sets = (await read('/v1/permission-sets')).data;
const set = sets.toSorted(
  (left: { memberCount: number }, right: { memberCount: number }) =>
    right.memberCount - left.memberCount,
)[0].id;
const deep = await pageAt(20);

const measured: [string, () => Promise<unknown>][] = [
  ['one member by primary key, HTTP', () => read(`/v1/members/${first.data[0].id}`)],
  ['first page of 50', () => read('/v1/members?limit=50')],
  ['page 20 of 50', () => read(`/v1/members?limit=50&cursor=${deep}`)],
  ['by last active', () => read('/v1/members?limit=50&sort=-lastActiveAt')],
  ['search, common: "person"', () => read('/v1/members?limit=50&search=person')],
  ['search, rare: "person 7421"', () => read('/v1/members?limit=50&search=person%207421')],
  ['filter: at or below a zone', () => read(`/v1/members?limit=50&place=${zone}`)],
  ['filter: holds a set', () => read(`/v1/members?limit=50&permissionSetId=${set}`)],
];

await installation.withServices(async ({ db }) => {
  const client = await db.pool.connect();
  const { rows } = await client.query('select organization_id, member_id from members limit 1');
  const byKey = () =>
    client.query({
      name: 'by-key',
      text: 'select * from members where organization_id = $1 and member_id = $2',
      values: [rows[0].organization_id, rows[0].member_id],
    });
  const base = await times(byKey);
  print('one member by primary key, SQL', base, base);
  for (const [what, act] of measured) print(what, await times(act), base);
  client.release();
});
await installation[Symbol.asyncDispose]();
process.exit();

async function pageAt(page: number): Promise<string> {
  let { nextCursor } = first;
  for (let turned = 2; turned < page; turned++) {
    nextCursor = (await read(`/v1/members?limit=50&cursor=${nextCursor}`)).nextCursor;
  }
  return nextCursor;
}

async function times(act: () => Promise<unknown>): Promise<number[]> {
  for (let warm = 0; warm < 10; warm++) await act();
  const taken: number[] = [];
  for (let asked = 0; asked < Number(requests); asked++) {
    const start = performance.now();
    await act();
    taken.push(performance.now() - start);
  }
  return taken.sort((left, right) => left - right);
}

function print(what: string, taken: readonly number[], base: readonly number[]): void {
  const at = (values: readonly number[], part: number) =>
    values[Math.floor(values.length * part)] ?? 0;
  console.log(
    [
      what.padEnd(32),
      `p50 ${at(taken, 0.5).toFixed(2).padStart(7)}`,
      `p99 ${at(taken, 0.99).toFixed(2).padStart(7)}`,
      `${(at(taken, 0.5) / at(base, 0.5)).toFixed(0).padStart(5)} × the key by SQL`,
    ].join('   '),
  );
}

/** Active people with one grant each at a random store, written as an import would have left them. */
async function addPeople({ db }: Services, count: number): Promise<void> {
  await db.pool.query(
    `insert into users (user_id, address, verified_at)
     select 'usr_bench' || lpad(n::text, 17, '0'), 'person.' || n || '@bench.example', now()
     from generate_series(1, $1::int) n`,
    [count],
  );
  await db.pool.query(
    `insert into members (organization_id, member_id, user_id, role, status, name, phone, address, sign_in_method,
                          joined_at, last_active_at, personal_salt, revision)
     select o.organization_id, 'mem_bench' || lpad(n::text, 17, '0'), 'usr_bench' || lpad(n::text, 17, '0'),
            'member', 'active', 'Person ' || n, '+1202555' || lpad((n % 10000)::text, 4, '0'),
            'person.' || n || '@bench.example', 'password', now(), now() - n * interval '1 second', '\\x00', o.revision
     from organizations o, generate_series(1, $1::int) n`,
    [count],
  );
  await db.pool.query(
    `insert into grants (organization_id, grant_id, member_id, set_id, scope, revision)
     select o.organization_id, 'grt_bench' || lpad(n::text, 17, '0'), 'mem_bench' || lpad(n::text, 17, '0'),
            s.ids[1 + n % array_length(s.ids, 1)], e.ids[1 + n % array_length(e.ids, 1)], o.revision
     from organizations o,
          (select array_agg(set_id) as ids from permission_sets) s,
          (select array_agg(entity_id) as ids from entities where type = 'store') e,
          generate_series(1, $1::int) n`,
    [count],
  );
  await db.pool.query('analyze users, members, grants');
}
