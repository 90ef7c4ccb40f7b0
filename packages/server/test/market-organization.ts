import {
  defineAccessModel,
  type EntityId,
  type NewGrant,
  type Operation,
  type OrganizationId,
  type PermissionSetId,
  type Scope,
} from '@latchkey/engine';
import { commit } from '../src/change/commit.ts';
import { inOrganization } from '../src/db/in-organization.ts';
import { createOrganization } from '../src/features/organization/create-organization.ts';
import { newId } from '../src/ids.ts';
import type { Services } from '../src/services.ts';
import { acceptAsNewUser, type TestMember } from './test-member.ts';

/** A small model in which everything that a test of decisions or sets needs occurs once. */
export const marketModel = defineAccessModel({
  key: 'market',
  label: 'Market',
  entityTypes: {
    zone: { label: 'Zone', plural: 'Zones', parents: ['organization'] },
    store: { label: 'Store', plural: 'Stores', parents: ['zone'] },
  },
  modules: {
    campaign: {
      label: 'Campaigns',
      permissions: {
        'campaign.read': { label: 'See campaigns', description: 'See campaigns.' },
        'campaign.edit': {
          label: 'Edit campaigns',
          description: 'Edit campaigns.',
          requires: ['campaign.read'],
        },
        'campaign.publish': {
          label: 'Publish campaigns',
          description: 'Send campaigns to customers.',
          requires: ['campaign.edit'],
        },
      },
    },
  },
  permissionSets: {
    editor: {
      name: 'Campaign editor',
      description: 'Edits campaigns.',
      permissions: ['campaign.read', 'campaign.edit'],
    },
    publisher: {
      name: 'Campaign publisher',
      description: 'Edits and publishes campaigns.',
      permissions: ['campaign.read', 'campaign.edit', 'campaign.publish'],
    },
    manager: {
      name: 'Zone manager',
      description: 'Manages the people of a zone.',
      permissions: [
        'access.member.read',
        'access.member.invite',
        'access.member.change',
        'campaign.read',
        'campaign.edit',
      ],
      mayGrant: ['editor'],
    },
  },
  resources: { campaign: { store: 'store', zone: 'zone' } },
  restrictions: {
    'hide-phone': {
      label: 'Hide phone numbers',
      description: 'Numbers show only the country code.',
      masks: { campaign: { sender: 'country_code' } },
      hidesModules: ['campaign'],
    },
  },
});

export interface MarketOrganization {
  readonly organizationId: OrganizationId;
  readonly owner: TestMember;
  readonly sets: Readonly<Record<'editor' | 'publisher' | 'manager', PermissionSetId>>;
  /** Zone West with the stores W-1 and W-2, zone East with E-1. */
  readonly places: Readonly<Record<'west' | 'east' | 'w1' | 'w2' | 'e1', EntityId>>;
  change(...operations: Operation[]): ReturnType<typeof commit>;
  addMember(...grants: NewGrant[]): Promise<TestMember>;
  grant(set: 'editor' | 'publisher' | 'manager', scope: Scope, endsAt?: number): NewGrant;
}

let made = 0;

/** An organization of the market model with its owner and five places. */
export async function createMarketOrganization(services: Services): Promise<MarketOrganization> {
  const number = ++made;
  const models = new Map([...services.models, [marketModel.key, marketModel]]);
  const ownerAddress = `owner${number}@market.example`;
  const { organizationId, owner } = await createOrganization(
    { ...services, models },
    {
      name: `Market ${number}`,
      modelKey: 'market',
      owner: { address: ownerAddress, name: 'Olga Owner' },
      actor: { type: 'system', name: 'test' },
    },
  );
  const sets = await inOrganization(services.db, organizationId, (transaction) =>
    transaction.selectFrom('permission_sets').select(['model_key', 'set_id']).execute(),
  );
  const setId = (key: string) => {
    const found = sets.find(({ model_key }) => model_key === key);
    if (!found) throw new Error(`There is no set \`${key}\`.`);
    return found.set_id;
  };
  const ids = { editor: setId('editor'), publisher: setId('publisher'), manager: setId('manager') };
  const places = {
    west: newId('ent'),
    east: newId('ent'),
    w1: newId('ent'),
    w2: newId('ent'),
    e1: newId('ent'),
  };
  const change = (...operations: Operation[]) =>
    commit(services, organizationId, {
      actor: { type: 'system', name: 'test' },
      authority: { kind: 'system' },
      channel: 'system',
      operations,
    });
  const place = (
    entityId: EntityId,
    entityType: string,
    code: string,
    name: string,
    ...parents: EntityId[]
  ): Operation => ({ type: 'entity.create', entityId, entityType, code, name, parents });
  await change(
    place(places.west, 'zone', 'WEST', 'West'),
    place(places.east, 'zone', 'EAST', 'East'),
    place(places.w1, 'store', 'W-1', 'Harbour Street', places.west),
    place(places.w2, 'store', 'W-2', 'Mill Lane', places.west),
    place(places.e1, 'store', 'E-1', 'Station Road', places.east),
  );

  let people = 0;
  return {
    organizationId,
    owner: await acceptAsNewUser(services, organizationId, { ...owner, address: ownerAddress }),
    sets: ids,
    places,
    change,
    grant: (set, scope, endsAt) => ({
      grantId: newId('grt'),
      setId: ids[set],
      scope,
      ...(endsAt !== undefined && { endsAt }),
    }),
    async addMember(...grants) {
      const invited = {
        memberId: newId('mem'),
        invitationId: newId('inv'),
        address: `person${++people}@market${number}.example`,
      };
      await change({
        type: 'member.invite',
        ...invited,
        name: `Person ${people}`,
        role: 'member',
        grants,
        signInMethod: 'password',
        linkEndsAt: Date.now() + 86_400_000,
      });
      return acceptAsNewUser(services, organizationId, invited);
    },
  };
}
