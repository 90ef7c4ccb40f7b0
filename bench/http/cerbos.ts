import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessOf, loadPlaces } from '../organization/held-access.ts';
import type { BenchOrganization } from '../organization/make-organization.ts';
import type { BenchQuestion } from '../organization/make-questions.ts';
import { cerbosProgram } from '../peers/install-peers.ts';
import type { Answering, Ask } from './answering.ts';
import { authzen } from './authzen.ts';
import { startProgram } from './child-program.ts';
import { jsonSender } from './send-json.ts';

/**
 * Cerbos keeps policies and no people: each question brings the sets of the person as roles with their places as
 * attributes, and what the place lies in. One rule for each set; caches and audit as they come, telemetry off.
 */
export async function startCerbos(
  organization: BenchOrganization,
  ports: { http: number; grpc: number },
): Promise<{ readonly authzen: Answering; readonly own: Answering }> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bench-cerbos-'));
  await writeFile(join(folder, 'place.yaml'), JSON.stringify(policy(organization)));
  const config = {
    server: {
      httpListenAddr: `127.0.0.1:${ports.http}`,
      grpcListenAddr: `127.0.0.1:${ports.grpc}`,
      requestLimits: { maxResourcesPerRequest: 50 },
    },
    storage: { driver: 'disk', disk: { directory: folder, watchForChanges: false } },
    telemetry: { disabled: true },
  };
  const configFile = join(tmpdir(), `latchkey-bench-cerbos-${process.pid}.json`);
  await writeFile(configFile, JSON.stringify(config));
  const args = ['server', '--log-level=error', '--debug-listen-addr=', `--config=${configFile}`];
  const running = await startProgram(cerbosProgram, args, async () => {
    await fetch(`http://127.0.0.1:${ports.http}/_cerbos/health`);
    await fetch(`http://127.0.0.1:${ports.http}/.well-known/authzen-configuration`);
  });

  const number = new Map<string, number>(
    organization.sets.map(({ setId }, index) => [setId, index]),
  );
  const load = accessOf(organization);
  const places = loadPlaces(organization);
  const rolesAndScopes = (memberId: string) => {
    const { owner, grants } = load(memberId);
    const scopes: Record<string, string[]> = {};
    for (const { set, scope } of grants) {
      const role = `s${number.get(set)}`;
      scopes[role] = [...(scopes[role] ?? []), scope];
    }
    return { roles: owner ? ['owner'] : Object.keys(scopes), scopes };
  };
  const resource = (place: string) => ({ within: places.get(place)?.within ?? [] });

  const send = jsonSender(ports.http);
  const spoken = authzen(send, {
    base: '/access/v1',
    subject(memberId) {
      const { roles, scopes } = rolesAndScopes(memberId);
      return { type: 'user', id: memberId, properties: { 'cerbos.roles': roles, ...scopes } };
    },
    resource: (place) => ({ type: 'place', id: place, properties: resource(place) }),
  });
  const ownBatch = (questions: readonly BenchQuestion[]): Ask => {
    const [{ memberId, permission }] = questions as readonly [BenchQuestion]; // batches are never empty
    const { roles, scopes } = rolesAndScopes(memberId);
    const body = {
      principal: { id: memberId, roles, attr: scopes },
      resources: questions.map(({ place }) => ({
        actions: [permission],
        resource: { kind: 'place', id: place, attr: resource(place) },
      })),
    };
    return send('/api/check/resources', body, (answer) =>
      (answer as { results: { actions: Record<string, string> }[] }).results.map(
        ({ actions }) => actions[permission] === 'EFFECT_ALLOW',
      ),
    );
  };
  const stop = async () => {
    await running[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
    await rm(configFile, { force: true });
  };
  return {
    authzen: {
      pid: running.pid,
      ...spoken,
      [Symbol.asyncDispose]: stop,
    },
    own: {
      pid: running.pid,
      single: (question) => ownBatch([question]),
      batch: ownBatch,
      [Symbol.asyncDispose]: async () => {},
    },
  };
}

const policy = ({ sets }: BenchOrganization) => ({
  apiVersion: 'api.cerbos.dev/v1',
  resourcePolicy: {
    version: 'default',
    resource: 'place',
    rules: [
      { actions: ['*'], effect: 'EFFECT_ALLOW', roles: ['owner'] },
      ...sets.map(({ permissions }, index) => ({
        actions: permissions,
        effect: 'EFFECT_ALLOW',
        roles: [`s${index}`],
        condition: { match: { expr: `hasIntersection(P.attr.s${index}, R.attr.within)` } },
      })),
    ],
  },
});
