import { readdirSync, readFileSync } from 'node:fs';
import {
  type AccessModelDefinition,
  defineAccessModel,
  type EntityId,
  type MemberId,
  type Operation,
  type PermissionSetId,
} from '@latchkey/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../test/start-test-server.ts';
import { acceptAsNewUser } from '../../test/test-member.ts';
import { commit } from '../change/commit.ts';
import { inOrganization } from '../db/in-organization.ts';
import { createKey } from '../features/keys/create-key.ts';
import { createOrganization } from '../features/organization/create-organization.ts';
import { newId } from '../ids.ts';

/** As `packages/engine/cases/README.md` describes it. */
interface CaseFile {
  readonly story: string;
  readonly engineOnly?: string;
  readonly entities: readonly { type: string; code: string; parents: readonly string[] }[];
  readonly permissionSets: readonly {
    key: string;
    name: string;
    permissions: readonly string[];
    restrictions?: readonly string[];
  }[];
  readonly members: readonly {
    name: string;
    role?: 'owner' | 'member';
    status?: 'invited' | 'active' | 'suspended' | 'removed';
    grants?: readonly { set: string; at: string }[];
  }[];
  readonly questions: readonly {
    title: string;
    member: string;
    permission: string;
    at: string | readonly string[];
    resource?: string;
    decision: boolean;
    reason: string;
    masks?: Readonly<Record<string, string>>;
  }[];
}

const folder = new URL('../../../engine/cases/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
// The files are the repository's own, written to the shapes above.
const model = defineAccessModel(read('model.json') as AccessModelDefinition);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'model.json')
  .map((name) => read(name) as CaseFile)
  .filter(({ engineOnly }) => engineOnly === undefined);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

let owners = 0;

async function setUp(file: CaseFile) {
  const { services } = server;
  const address = `owner${++owners}@cases.example`;
  const { organizationId, owner } = await createOrganization(
    { ...services, models: new Map([['cases', model]]) },
    { name: 'Cases', modelKey: 'cases', owner: { address, name: 'Olga Owner' } },
  );
  const olga = await acceptAsNewUser(services, organizationId, { ...owner, address });
  const change = (...operations: Operation[]) =>
    commit(services, organizationId, {
      actor: { type: 'system', name: 'test' },
      authority: { kind: 'system' },
      channel: 'system',
      operations,
    });

  const entities = new Map<string, EntityId>();
  for (const { type, code, parents } of file.entities) {
    const entityId = newId('ent');
    entities.set(code, entityId);
    const lies = parents.flatMap((parent) => entities.get(parent) ?? []);
    await change({
      type: 'entity.create',
      entityId,
      entityType: type,
      code,
      name: code,
      parents: lies,
    });
  }
  const rows = await inOrganization(services.db, organizationId, (transaction) =>
    transaction.selectFrom('permission_sets').select(['model_key', 'set_id']).execute(),
  );
  const sets = new Map<string, PermissionSetId>(
    rows.map((row) => [row.model_key ?? '', row.set_id]),
  );
  for (const { key, name, permissions, restrictions = [] } of file.permissionSets) {
    const setId = newId('pst');
    sets.set(key, setId);
    await change({
      type: 'permissionSet.create',
      setId,
      name,
      description: '',
      permissions,
      mayGrant: [],
      restrictions,
    });
  }

  const members = new Map<string, MemberId>();
  for (const { name, role = 'member', status = 'active', grants = [] } of file.members) {
    const invited = {
      memberId: newId('mem'),
      invitationId: newId('inv'),
      address: `${name}@cases${owners}.example`,
    };
    members.set(name, invited.memberId);
    await change({
      type: 'member.invite',
      ...invited,
      name,
      role,
      grants: grants.map(({ set, at }) => ({
        grantId: newId('grt'),
        setId: sets.get(set) ?? newId('pst'),
        scope: at === 'organization' ? organizationId : (entities.get(at) ?? newId('ent')),
      })),
      signInMethod: 'password',
      linkEndsAt: Date.now() + 86_400_000,
    });
    if (status !== 'invited') await acceptAsNewUser(services, organizationId, invited);
    if (status === 'suspended')
      await change({ type: 'member.suspend', memberId: invited.memberId });
    if (status === 'removed') await change({ type: 'member.remove', memberId: invited.memberId });
  }
  const asOwner = { organizationId, memberId: olga.memberId, userId: olga.userId };
  const { secret } = await createKey(services, asOwner, 'Cases');
  return { organizationId, members, secret };
}

/** A stored place by its code; several, or one that is not stored, through the properties of a campaign. */
function resourceAt(
  file: CaseFile,
  organizationId: string,
  at: string | readonly string[],
  resource: string | undefined,
) {
  if (at === 'organization') return { type: 'organization', id: organizationId };
  const typeOf = (code: string) =>
    file.entities.find((entity) => entity.code === code)?.type ?? 'store';
  if (typeof at === 'string' && resource === undefined) return { type: typeOf(at), id: at };
  return {
    type: resource ?? 'campaign',
    id: 'any',
    properties: Object.fromEntries([at].flat().map((code) => [typeOf(code), code])),
  };
}

describe.each(files)('$story', (file) => {
  let organization: Awaited<ReturnType<typeof setUp>>;
  beforeAll(async () => {
    organization = await setUp(file);
  });

  const ask = async (
    { member, permission, at, resource }: CaseFile['questions'][number],
    context: object,
  ) => {
    const { organizationId, members, secret } = organization;
    const answer = await fetch(
      `${server.url}/organizations/${organizationId}/access/v1/evaluation`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          subject: { type: 'user', id: members.get(member) ?? member },
          action: { name: permission },
          resource: resourceAt(file, organizationId, at, resource),
          context,
        }),
      },
    );
    expect(answer.status).toBe(200);
    return answer.json();
  };

  test.each(file.questions)('$title', async (question) => {
    const { member, decision, reason, masks } = question;
    // On the wire people have no name before they have accepted.
    const invited = file.members.find(({ name }) => name === member)?.status === 'invited';
    expect(await ask(question, { supported_obligations: ['custom'] })).toEqual({
      decision,
      context: {
        reason: invited ? 'unknown_subject' : reason,
        ...(masks && {
          obligations: [
            {
              id: 'mask-fields',
              type: 'custom',
              properties: { vendor: 'latchkey', action: 'mask_fields', fields: masks },
            },
          ],
        }),
      },
    });
    if (!masks) return;
    expect(await ask(question, {})).toEqual({
      decision: false,
      context: { reason: 'obligation_not_supported' },
    });
  });
});
