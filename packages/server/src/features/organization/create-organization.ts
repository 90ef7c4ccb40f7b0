import type { PlanView } from '@latchkey/contract';
import {
  type Actor,
  type Channel,
  type Instant,
  type InvitationId,
  type MemberId,
  type OrganizationId,
  startsOff,
  typesStartingOff,
} from '@latchkey/engine';
import { carryOut, type Founding } from '../../change/carry-out.ts';
import type { ChangeRequest } from '../../change/commit.ts';
import { modelHash, storeModelVersion } from '../../change/model-versions.ts';
import { planFounding } from '../../change/plan-founding.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { type AffectedPage, planView } from '../../words/plan-view.ts';

export interface NewOrganization {
  readonly name: string;
  /** Key of an access model that this server brings. */
  readonly modelKey: string;
  /** The address in its canonical form. */
  readonly owner: { readonly address: string; readonly name: string };
  /** Who asks: an operator, or `cli`, `demo`. */
  readonly actor?: Extract<Actor, { type: 'system' | 'operator' }>;
  /** Off: it waits until an operator switches self-serve on. */
  readonly selfServe?: boolean;
  /** When it is to have happened, for the demo. */
  readonly at?: Instant;
}

export interface CreatedOrganization {
  readonly organizationId: OrganizationId;
  readonly owner: { readonly memberId: MemberId; readonly invitationId: InvitationId };
  readonly revision: number;
}

const INVITATION_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Founds an organization in one transaction: its row, its permission sets and the invitation of its first owner. */
export async function createOrganization(
  services: Services,
  wanted: NewOrganization,
): Promise<CreatedOrganization> {
  const { organizationId, owner, request, founding } = foundation(services, wanted);
  const { revision } = await carryOut(services, organizationId, request, founding);
  return { organizationId, owner, revision };
}

/** What founding would give the first owner, and which mail would go out. */
export function previewOrganizationCreation(
  services: Services,
  wanted: NewOrganization,
  page: AffectedPage,
): Promise<PlanView> {
  const { organizationId, request, founding } = foundation(services, wanted);
  const asker = { organizationId, memberId: null };
  return planFounding(services, organizationId, request, founding, (transaction, plan) =>
    planView(transaction, asker, plan, {
      sentence: [
        { text: 'Make the organization ', tone: 'plain' },
        { text: wanted.name, tone: 'strong' },
        { text: ` and invite ${wanted.owner.address} as its owner.`, tone: 'plain' },
      ],
      page,
    }),
  );
}

/** The ids of an organization to be, the row that it begins with, and its first change. */
function foundation(
  services: Services,
  {
    name,
    modelKey,
    owner,
    actor = { type: 'system', name: 'cli' },
    at,
    selfServe = true,
  }: NewOrganization,
) {
  const model = services.models.get(modelKey);
  if (!model)
    throw new Error(
      `There is no access model \`${modelKey}\`. Choose one of: ${[...services.models.keys()].join(', ')}.`,
    );
  const organizationId = newId('org');
  const memberId = newId('mem');
  const invitationId = newId('inv');
  const request: ChangeRequest = {
    actor,
    authority: { kind: 'system' },
    channel: channelOf(actor),
    ...(at !== undefined && { at }),
    operations: [
      {
        type: 'model.apply',
        model,
        modelHash: modelHash(model),
        newSetIds: Object.fromEntries(
          Object.keys(model.permissionSets).map((key) => [key, newId('pst')]),
        ),
      },
      {
        type: 'member.invite',
        memberId,
        invitationId,
        address: owner.address,
        name: owner.name,
        role: 'owner',
        grants: [],
        signInMethod: 'password',
        linkEndsAt: (at ?? Date.now()) + INVITATION_DAYS * DAY_MS,
      },
    ],
  };
  const founding: Founding = async (transaction) => {
    await transaction
      .insertInto('organizations')
      .values({
        organization_id: organizationId,
        name,
        model_hash: await storeModelVersion(transaction, model),
        invitation_days: INVITATION_DAYS,
        modules_off: startsOff(model, 'organization'),
        types_off: typesStartingOff(model),
        self_serve: selfServe,
        ...(at !== undefined && { created_at: new Date(at) }),
      })
      .execute();
  };
  return { organizationId, owner: { memberId, invitationId }, request, founding };
}

function channelOf(actor: NonNullable<NewOrganization['actor']>): Channel {
  if (actor.type === 'operator') return 'console';
  return actor.name === 'cli' ? 'cli' : 'system';
}
