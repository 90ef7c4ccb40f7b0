import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { shopModel } from '../../engine/test/shop-model.ts';
import { shopOrganization } from '../../engine/test/shop-organization.ts';
import { noon } from '../../engine/test/test-organization.ts';
import { FarSide } from '../test/far-side.ts';
import { createLatchkey } from './create-latchkey.ts';
import type { LocalLatchkey } from './latchkey.ts';
import type { LatchkeyError } from './latchkey-error.ts';
import { placeCondition } from './lists/sql.ts';
import type { LocalOptions } from './options.ts';

const w1 = { type: 'store', id: 'w1' };
const edit = 'campaign.edit';
const edgar = 'mem_edgar';

const { money } = shopModel.modules;
const approving = money?.permissions['money.approve'];
if (!money || !approving) throw new Error('The shop approves no money.');
/** The shop, where only who approves money sees all of a store. */
const masksOfStores = {
  ...shopModel,
  modules: {
    ...shopModel.modules,
    money: {
      ...money,
      permissions: {
        ...money.permissions,
        'money.approve': { ...approving, opens: { store: { phone: 'redacted' as const } } },
      },
    },
  },
};

let far: FarSide;
let told: LatchkeyError[];
let open: LocalLatchkey[];

beforeEach(() => {
  vi.useFakeTimers({ now: noon });
  far = new FarSide();
  told = [];
  open = [];
});
afterEach(() => {
  for (const latchkey of open) latchkey.close();
  far[Symbol.dispose]();
  vi.useRealTimers();
});

const codes = () => told.map(({ code }) => code);
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const edgarLeaves = () => far.change({ type: 'member.suspend', memberId: edgar });

function start(options: Partial<LocalOptions> = {}): LocalLatchkey {
  const latchkey = createLatchkey({
    url: far.url,
    apiKey: far.apiKey,
    fetch: far.fetch,
    onError: (error) => told.push(error),
    ...options,
  });
  open.push(latchkey);
  return latchkey;
}

async function started(options: Partial<LocalOptions> = {}): Promise<LocalLatchkey> {
  const latchkey = start(options);
  await latchkey.ready();
  await later(0);
  return latchkey;
}

const questionsAsked = () => far.asked.filter((path) => path.startsWith('/eval'));

describe('deciding in this process', () => {
  test('questions are answered from memory, at once and without asking', async () => {
    const latchkey = await started();
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(true);
    expect(latchkey.principal(edgar).can(edit, { type: 'store', id: 'e1' })).toBe(false);
    expect(await latchkey.can(edgar, edit, w1)).toBe(true);
    expect(await latchkey.canAll(edgar, [edit, 'money.ask'], w1)).toBe(false);
    expect(await latchkey.canAny(edgar, [edit, 'money.ask'], w1)).toBe(true);
    expect(await latchkey.evaluate(edgar, 'money.ask', w1)).toEqual({
      decision: false,
      context: { reason: 'no_grant' },
    });
    expect(questionsAsked()).toEqual([]);
    expect(codes()).toEqual([]);
  });

  test('what is taken away is gone with the next event, also for a principal that was made before', async () => {
    const latchkey = await started();
    const principal = latchkey.principal(edgar);
    expect(principal.can(edit, w1)).toBe(true);
    edgarLeaves();
    await later(0);
    expect(principal.can(edit, w1)).toBe(false);
    expect(await latchkey.can(edgar, edit, w1)).toBe(false);
    expect(latchkey.status()).toMatchObject({ revision: far.organization.revision, lagMs: 0 });
  });

  test('a principal answers everything the server does, and lists', async () => {
    const latchkey = await started();
    const principal = latchkey.principal(edgar);
    expect(principal.memberId).toBe(edgar);
    expect(principal.canAll([edit, 'campaign.view'], w1)).toBe(true);
    expect(principal.canAll([], w1)).toBe(false);
    expect(principal.canAny(['money.ask', edit], w1)).toBe(true);
    expect(principal.permissions(w1)).toEqual(['campaign.edit', 'campaign.view']);
    const stores = ['w1', 'e1', 'w2', 'nowhere'];
    expect(principal.filter(edit, stores, (id) => ({ type: 'store', id }))).toEqual(['w1', 'w2']);
    expect(principal.entities(edit, 'store').ids).toEqual(['ent_w1', 'ent_w2']);
    expect(placeCondition(principal.places(edit), { store: 'store_id' })).toEqual({
      text: '("store_id" = any($1::text[]))',
      values: [['ent_w1', 'ent_w2']],
    });
    expect(principal.entities(edit, 'store', { limit: 1 })).toEqual({
      ids: ['ent_w1'],
      next: 'ent_w1',
    });
    expect(principal.explain(edit, w1)).toMatchObject({
      decision: { allowed: true },
      path: ['ent_w1', 'ent_west'],
    });
    expect(latchkey.who(edit, w1).ids).toEqual([
      'mem_edgar',
      'mem_olga',
      'mem_stella',
      'mem_wanda',
    ]);
    expect(principal.view('campaign.view', w1).allowed).toBe(true);
    expect(principal.view('money.ask', w1)).toEqual({ allowed: false, reason: 'no_grant' });
  });

  test('a resource that masks something is a plain no, and a view masks it', async () => {
    far.change({
      type: 'member.setGrants',
      memberId: edgar,
      grants: [{ grantId: 'grt_asks', setId: 'pst_asker', scope: 'org_test' }],
    });
    const latchkey = await started();
    const customer = { type: 'customer', id: '7', properties: { store: 'w1' } };
    const principal = latchkey.principal(edgar);
    expect(principal.can('money.ask', customer)).toBe(false);
    expect(await latchkey.can(edgar, 'money.ask', customer)).toBe(false);
    for (const view of [
      principal.view('money.ask', customer),
      await latchkey.view(edgar, 'money.ask', customer),
    ]) {
      expect(
        view.allowed && view.mask({ name: 'Asha', card: '4242', email: 'a@b.example' }),
      ).toEqual({ name: 'Asha', card: '••••' });
    }
  });

  test('lists hold exactly what is a plain yes: no place and nobody with something masked', async () => {
    far[Symbol.dispose]();
    far = new FarSide(shopOrganization(masksOfStores));
    far.change({
      type: 'member.setGrants',
      memberId: edgar,
      grants: [
        { grantId: 'grt_edits', setId: 'pst_editor', scope: 'ent_west' },
        { grantId: 'grt_approves', setId: 'pst_approver', scope: 'ent_w2' },
      ],
    });
    const latchkey = await started();
    const principal = latchkey.principal(edgar);
    expect(principal.view(edit, w1).allowed).toBe(true);
    expect(principal.can(edit, w1)).toBe(false);
    expect(principal.entities(edit, 'store').ids).toEqual(['ent_w2']);
    expect(latchkey.who(edit, w1).ids).toEqual(['mem_olga']);
    expect(latchkey.who(edit, { type: 'store', id: 'w2' }).ids).toEqual(['mem_edgar', 'mem_olga']);
  });

  test('nobody and nowhere are a no with its reason', async () => {
    const latchkey = await started();
    const nobody = latchkey.principal('mem_nobody');
    expect(nobody.memberId).toBeNull();
    expect(nobody.can(edit, w1)).toBe(false);
    expect(nobody.view(edit, w1)).toEqual({ allowed: false, reason: 'unknown_subject' });
    expect(nobody.permissions(w1)).toEqual([]);
    expect(nobody.entities(edit, 'store')).toEqual({ ids: [], next: null });
    expect(nobody.places(edit).filter.kind).toBe('none');
    expect(nobody.explain(edit, w1)).toBeNull();
    const nowhere = { type: 'store', id: 'x' };
    expect(latchkey.principal(edgar).view(edit, nowhere)).toMatchObject({
      reason: 'unknown_entity',
    });
    expect(latchkey.who(edit, nowhere).ids).toEqual([]);
    const service = { type: 'service', id: edgar };
    expect(latchkey.principal(service).can(edit, w1)).toBe(false);
    expect((await latchkey.evaluate(service, edit, w1)).context).toEqual({
      reason: 'unknown_subject',
    });
  });

  test('access ends at its instant by this process’s clock, without any event', async () => {
    far.change({
      type: 'member.setGrants',
      memberId: edgar,
      grants: [
        { grantId: 'grt_guest', setId: 'pst_editor', scope: 'ent_west', endsAt: noon + 90_500 },
      ],
    });
    const latchkey = await started();
    const principal = latchkey.principal(edgar);
    await later(90_499);
    expect(principal.can(edit, w1)).toBe(true);
    await later(1);
    expect(principal.can(edit, w1)).toBe(false);
  });
});

describe('before the first snapshot', () => {
  test('the server is asked, and what cannot wait is a no', async () => {
    const latchkey = start();
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(false);
    expect(latchkey.principal(edgar).view(edit, w1)).toEqual({
      allowed: false,
      reason: 'not_ready',
    });
    expect(() => latchkey.who(edit, w1)).toThrow(/not been loaded/);
    expect(latchkey.status()).toMatchObject({ revision: null, lagMs: null, connected: false });
    const answers = await Promise.all([
      latchkey.evaluate(edgar, edit, w1),
      latchkey.canAll(edgar, [edit, edit], w1),
      latchkey.permissions(edgar, w1),
    ]);
    expect(answers).toEqual([
      { decision: true, context: { reason: 'the server says so' } },
      true,
      ['campaign.view'],
    ]);
    await latchkey.ready();
    expect(await latchkey.permissions(edgar, w1)).toEqual(['campaign.edit', 'campaign.view']);
  });

  test('a server that is away is tried again, told of once, and `ready` waits as long as it is given', async () => {
    far.isAway = true;
    const latchkey = start();
    const short = latchkey.ready({ signal: AbortSignal.abort(new Error('That is long enough.')) });
    await expect(short).rejects.toThrow('long enough');
    await later(20_000);
    expect(codes()).toEqual(['unreachable']);
    expect(await latchkey.can(edgar, edit, w1)).toBe(false);
    const tries = far.asked.filter((path) => path === '/snapshot').length;
    expect(tries).toBeGreaterThan(4);
    expect(tries).toBeLessThan(12);
    far.isAway = false;
    await later(10_000);
    await latchkey.ready();
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(true);
  });

  test('a snapshot that cannot be read decides nothing', async () => {
    far.brokenSnapshot = new Uint8Array([1, 2, 3]);
    const latchkey = start();
    await later(500);
    expect(codes()).toEqual(['unreadable_answer']);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(false);
    far.brokenSnapshot = null;
    await later(5_000);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(true);
  });
});

describe('when the server is away', () => {
  test('decisions go on for 30 seconds, then everything is a no with the reason `stale`', async () => {
    const latchkey = await started();
    const principal = latchkey.principal(edgar);
    await later(5_000);
    far.goAway();
    await later(29_000);
    expect(principal.can(edit, w1)).toBe(true);
    expect(latchkey.status()).toMatchObject({ connected: false });
    await later(1_001);
    expect(principal.can(edit, w1)).toBe(false);
    expect(principal.view(edit, w1)).toEqual({ allowed: false, reason: 'stale' });
    expect(principal.permissions(w1)).toEqual([]);
    expect(() => principal.entities(edit, 'store')).toThrow(/every answer is a no/);
    expect(() => principal.places(edit)).toThrow(/every answer is a no/);
    expect(await latchkey.can(edgar, edit, w1)).toBe(false);
    await expect(latchkey.evaluate(edgar, edit, w1)).rejects.toMatchObject({ code: 'stale' });
    expect(questionsAsked()).toEqual([]);
    // One outage is told once, however many questions are asked meanwhile.
    expect(codes()).toEqual(['unreachable', 'stale']);
  });

  test('a snapshot is as old as the server says, for a server may itself be behind', async () => {
    far.snapshotAgeMs = 29_000;
    far.isSilent = true;
    const latchkey = await started({ maxStalenessMs: 3_000 });
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(false);
    expect(latchkey.status().lagMs).toBeGreaterThanOrEqual(29_000);
    far.isSilent = false;
    await later(1_000);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(true);
  });

  test('from a server that does not say how old a snapshot is, its first head says it', async () => {
    far.snapshotAgeMs = null;
    far.isSilent = true;
    const latchkey = await started();
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(false);
    expect(latchkey.status().lagMs).toBeNull();
    far.isSilent = false;
    await later(1_000);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(true);
  });

  test('a snapshot that is loaded anew is not as fresh as the one before was', async () => {
    const latchkey = await started({ maxStalenessMs: 3_000 });
    far.snapshotAgeMs = 29_000;
    far.say('reset', { reason: 'gap' });
    far.isSilent = true;
    await later(1_000);
    expect(far.asked.filter((path) => path === '/snapshot')).toHaveLength(2);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(false);
  });

  test('whoever is told of the outage may fail: following goes on', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const latchkey = await started({
      onError: () => {
        throw new Error('The log is full.');
      },
    });
    far.goAway();
    await later(1_000);
    far.isAway = false;
    edgarLeaves();
    await later(10_000);
    expect(latchkey.status()).toMatchObject({ connected: true });
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(false);
    vi.restoreAllMocks();
  });

  test('it catches up by itself with what was missed, and answers again', async () => {
    const latchkey = await started();
    far.goAway();
    edgarLeaves();
    await later(60_000);
    far.isAway = false;
    await later(10_000);
    expect(latchkey.status()).toMatchObject({ connected: true });
    expect(latchkey.principal('mem_wanda').can(edit, w1)).toBe(true);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(false);
    expect(far.asked.filter((path) => path === '/snapshot')).toHaveLength(1);
  });

  test('a caller may choose to go on from what is held, up to a second bound', async () => {
    const latchkey = await started({ whenAway: { serveStaleMs: 600_000 } });
    const principal = latchkey.principal(edgar);
    far.goAway();
    await later(31_000);
    expect(codes()).toEqual(['unreachable', 'stale']);
    expect(told.at(-1)?.message).toMatch(/may be old/);
    await later(568_000);
    expect(principal.can(edit, w1)).toBe(true);
    await later(1_001);
    expect(principal.can(edit, w1)).toBe(false);
    expect(told.at(-1)?.message).toMatch(/every answer is a no/);
  });

  test('a second bound below the first is refused', () => {
    expect(() => start({ whenAway: { serveStaleMs: 1_000 } })).toThrow(/serveStaleMs/);
  });

  test('a connection that is open and silent counts as none', async () => {
    const latchkey = await started({ maxStalenessMs: 10_000 });
    far.isSilent = true;
    await later(5_001);
    expect(codes()).toEqual(['timed_out']);
    await later(5_000);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(false);
    far.isSilent = false;
    await later(12_000);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(true);
  });

  test('heads alone do not make current: changes up to them have to arrive', async () => {
    const latchkey = await started();
    far.isSlow = true;
    edgarLeaves();
    await later(20_000);
    expect(latchkey.status().lagMs).toBeGreaterThan(19_000);
    await later(11_000);
    expect(latchkey.principal('mem_wanda').can(edit, w1)).toBe(false);
    far.catchUp();
    await later(0);
    expect(latchkey.principal('mem_wanda').can(edit, w1)).toBe(true);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(false);
  });

  test('a process that was paused decides nothing from before, whatever waited in its buffers', async () => {
    const latchkey = await started();
    const principal = latchkey.principal(edgar);
    await later(3_000);
    const said = new Date().toISOString();
    // The clocks go on while nothing in the process runs.
    vi.setSystemTime(Date.now() + 40_000);
    expect(principal.can(edit, w1)).toBe(false);
    const { performance: paused } = globalThis;
    vi.spyOn(paused, 'now').mockImplementation(() => Date.now() - noon);
    far.say('head', { revision: far.organization.revision, at: said });
    far.goAway();
    await later(1);
    expect(principal.can(edit, w1)).toBe(false);
    vi.restoreAllMocks();
  });

  test('setting the wall clock back does not make what is held younger', async () => {
    const latchkey = await started();
    far.goAway();
    await later(20_000);
    vi.setSystemTime(noon - 3_600_000);
    await later(10_001);
    expect(latchkey.principal('mem_olga').can(edit, w1)).toBe(false);
  });
});

describe('the stream of changes', () => {
  test('a reset loads everything anew', async () => {
    const latchkey = await started();
    const principal = latchkey.principal(edgar);
    expect(principal.can(edit, w1)).toBe(true);
    far.isSlow = true;
    edgarLeaves();
    far.say('reset', { reason: 'gap' });
    // Until it is there, what is held still serves.
    expect(principal.can(edit, w1)).toBe(true);
    await later(1_000);
    expect(far.asked.filter((path) => path === '/snapshot')).toHaveLength(2);
    expect(principal.can(edit, w1)).toBe(false);
    expect(codes()).toEqual([]);
  });

  test('after a restore from a backup everything is loaded anew', async () => {
    const latchkey = await started();
    far.epoch = 'second';
    far.end();
    await later(2_000);
    expect(far.asked.filter((path) => path === '/snapshot')).toHaveLength(2);
    expect(far.asked.at(-1)).toContain('epoch=second');
    expect(latchkey.status().connected).toBe(true);
  });

  test('a change that skips a revision loads everything anew', async () => {
    const latchkey = await started();
    far.isSlow = true;
    edgarLeaves();
    far.isSlow = false;
    far.change({ type: 'member.suspend', memberId: 'mem_wanda' });
    await later(0);
    expect(latchkey.principal('mem_olga').can(edit, w1)).toBe(true);
    await later(1_000);
    expect(codes()).toEqual([]);
    expect(far.asked.filter((path) => path === '/snapshot')).toHaveLength(2);
    expect(latchkey.who(edit, w1).ids).toEqual(['mem_olga', 'mem_stella']);
  });

  test('a change that cannot be applied decides nothing until everything is loaded anew', async () => {
    const latchkey = await started();
    const revision = far.organization.revision + 1;
    const renames = {
      object: 'organization',
      before: { modelHash: 'a' },
      after: { modelHash: 'b' },
    };
    far.say('change', { revision, effects: [renames] });
    await later(0);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(false);
    expect(codes()).toEqual(['unreadable_answer']);
    await later(1_000);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(true);
  });

  test('a key that is revoked ends decisions, and one that is let in again brings them back', async () => {
    const latchkey = await started({ whenAway: { serveStaleMs: 600_000 } });
    far.isRefused = true;
    far.end();
    await later(300);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(false);
    expect(latchkey.principal(edgar).view(edit, w1)).toEqual({
      allowed: false,
      reason: 'key_refused',
    });
    await expect(latchkey.evaluate(edgar, edit, w1)).rejects.toMatchObject({ code: 'key_refused' });
    expect(codes()).toEqual(['key_refused']);
    far.isRefused = false;
    await latchkey.ready({ signal: AbortSignal.timeout(1) }).catch(() => {});
    await later(20_000);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(true);
  });

  test('a key that is refused from the start is told to whoever waits', async () => {
    far.isRefused = true;
    await expect(start().ready()).rejects.toMatchObject({ code: 'key_refused', status: 401 });
  });

  test('closing ends the stream and every decision', async () => {
    const latchkey = await started();
    expect(far.openStreams).toBe(1);
    latchkey.close();
    await later(0);
    expect(far.openStreams).toBe(0);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(false);
    await expect(latchkey.evaluate(edgar, edit, w1)).rejects.toMatchObject({ code: 'closed' });
    await later(60_000);
    expect(far.asked).toHaveLength(2);
    expect(codes()).toEqual([]);
  });

  test('clocks that are apart are told of once, and their distance can be read', async () => {
    far.clockAheadMs = 8_000;
    const latchkey = await started();
    await later(3_000);
    expect(codes()).toEqual(['clock_skew']);
    expect(told[0]?.message).toContain('8 s behind');
    expect(latchkey.status().clockSkewMs).toBe(-8_000);
    expect(latchkey.principal(edgar).can(edit, w1)).toBe(true);
  });

  test('a connection that was slow to open makes no clock look wrong, and what comes over it look no younger', async () => {
    far.acceptsAfterMs = 4_000;
    const latchkey = start();
    await later(6_000);
    expect(latchkey.status()).toMatchObject({ connected: true, clockSkewMs: 0, lagMs: 4_000 });
    expect(codes()).toEqual([]);
  });
});

describe('a question with the revision of a change', () => {
  test('is answered here when the change is here, or arrives within a moment', async () => {
    const latchkey = await started();
    const { revision } = far.organization;
    expect(await latchkey.can(edgar, edit, w1, { atLeast: far.tokenOf(revision) })).toBe(true);

    far.isSlow = true;
    edgarLeaves();
    const answer = latchkey.can(edgar, edit, w1, { atLeast: far.tokenOf(revision + 1) });
    await later(100);
    far.catchUp();
    expect(await answer).toBe(false);
    expect(questionsAsked()).toEqual([]);
  });

  test('is asked of the server when the change does not arrive, and never answered from before it', async () => {
    const latchkey = await started();
    far.isSlow = true;
    edgarLeaves();
    const atLeast = far.tokenOf(far.organization.revision);
    const answer = latchkey.evaluate(edgar, edit, w1, { atLeast });
    await later(199);
    expect(questionsAsked()).toEqual([]);
    await later(1);
    expect((await answer).context).toEqual({ reason: 'the server says so' });

    far.goAway();
    const denied = latchkey.can(edgar, edit, w1, { atLeast });
    await later(200);
    expect(await denied).toBe(false);
    expect(codes()).toContain('unreachable');
  });

  test('is asked of the server when the token is none that can be read here', async () => {
    const latchkey = await started();
    const foreign = ['1:org_other:first:1', '1:org_test:old:1', '2:org_test:first:1'].map(
      (text) => `${btoa(text)}.signature`,
    );
    for (const atLeast of ['', 'x', '%%%', ...foreign]) {
      expect((await latchkey.evaluate(edgar, edit, w1, { atLeast })).context).toEqual({
        reason: 'the server says so',
      });
    }
    expect(questionsAsked()).toHaveLength(6);
  });
});
