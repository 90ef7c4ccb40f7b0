import type { GrantView, Member } from '@latchkey/contract';
import {
  accessSentence,
  type MemberId,
  permissionsAt,
  placeCount,
  type Scope,
  type Snapshot,
  sees,
  snapshotModel,
} from '@latchkey/engine';
import type { Transaction } from '../../db/database.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { etagOf } from '../../http/etag.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { grantsInWords } from '../../words/grants-in-words.ts';
import { holdingOfRow, holdingWords } from '../../words/holding-words.ts';
import { lowestType } from '../../words/place-words.ts';
import { type Names, readNames } from '../../words/read-names.ts';
import { actorNames } from '../changes/actor-names.ts';
import { accessSummaries } from './access-summary.ts';
import { cannotManage } from './cannot-manage.ts';
import { memberListItem } from './member-columns.ts';
import { type GrantRow, readGrants, readMember } from './member-queries.ts';
import { signInLabels } from './sign-in-labels.ts';

/** One person with everything that is held and where it came from; a person whom the reader does not see is not there. */
export async function getMember(
  services: Services,
  signedIn: SignedIn,
  memberId: MemberId,
): Promise<Member> {
  const { organizationId, memberId: reader } = signedIn;
  const snapshot = await services.snapshots.current(organizationId);
  if (!sees(snapshot, reader, memberId, Date.now())) throw new ProblemError('unknown_member');
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const row = await readMember(transaction, organizationId, memberId);
      if (!row) throw new ProblemError('unknown_member');
      const grants = await readGrants(transaction, organizationId, memberId);
      const names = await readNames(transaction, organizationId, {
        sets: grants.map((grant) => grant.set_id),
        places: grants.map((grant) => grant.scope),
      });
      const said = grants.map((grant) => ({
        ...holdingOfRow(grant),
        scope: grant.scope,
        endsAt: grant.ends_at?.getTime() ?? null,
      }));
      return {
        ...memberListItem(row, {
          reader,
          signInLabel: await signInLabels(transaction, services.config, organizationId),
          summary: await accessSummaries(transaction, organizationId, [memberId]),
          cannotManage: cannotManage(snapshot, reader, { readerVisits: signedIn.visit !== null }),
        }),
        grants: await grantViews(transaction, signedIn, snapshot, names, grants),
        sentences: [
          accessSentence({
            subject: row.name,
            tense: row.status === 'invited' ? 'will be able to' : 'can',
            role: row.role,
            grants: grantsInWords(snapshot, names, said),
            accessEndsAt: row.access_ends_at?.getTime() ?? null,
            timeZone: 'UTC',
            now: Date.now(),
            visiting: row.visit?.mode ?? null,
          }),
        ],
        externalId: row.external_id,
        invitationId: row.invitation_id,
        removedAt: row.removed_at?.toISOString() ?? null,
        etag: etagOf(row.touched),
      };
    },
    { readOnly: true },
  );
}

async function grantViews(
  transaction: Transaction,
  { organizationId, memberId: reader, role }: SignedIn,
  snapshot: Snapshot,
  names: Names,
  grants: readonly GrantRow[],
): Promise<GrantView[]> {
  const nameOf = await actorNames(transaction, organizationId, grants);
  const now = Date.now();
  const mayChangeAt = (scope: Scope) =>
    role === 'owner' ||
    permissionsAt(snapshot, reader, scope, now).includes('access.member.change');
  return grants.flatMap((grant) => {
    const place = names.places.get(grant.scope);
    if (!place) return [];
    return [
      {
        id: grant.grant_id,
        label: holdingWords(snapshot, names, holdingOfRow(grant)),
        permissionSet:
          grant.set_id === null
            ? null
            : { id: grant.set_id, name: names.sets.get(grant.set_id) ?? '' },
        permissions: grant.permissions,
        place,
        placeCount: placeCount(
          snapshot,
          grant.scope,
          lowestType(snapshotModel(snapshot), place.type),
        ),
        startsAt: grant.starts_at?.toISOString() ?? null,
        endsAt: grant.ends_at?.toISOString() ?? null,
        givenBy: nameOf(grant),
        givenAt: grant.given_at.toISOString(),
        source: sourceOf(grant),
        manageable: mayChangeAt(grant.scope),
      },
    ];
  });
}

function sourceOf({ channel, import_id, file_name, row_number }: GrantRow): string {
  if (import_id === null) return channel;
  return `import ${file_name ?? 'of a file'}${row_number === null ? '' : `, row ${row_number}`}`;
}
