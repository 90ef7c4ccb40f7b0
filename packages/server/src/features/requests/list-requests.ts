import type { AccessRequest, RequestId, RequestPage, requestListQuery } from '@latchkey/contract';
import { placeFilter } from '@latchkey/engine';
import type { z } from 'zod';
import { inOrganization } from '../../db/in-organization.ts';
import { readCursor } from '../../http/cursor.ts';
import type { SignedIn } from '../../http/env.ts';
import { page } from '../../http/page.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { readNames } from '../../words/read-names.ts';
import { planned } from './propose-people.ts';
import { type RequestRow, readRequest, readRequests, versionsOf } from './queries.ts';
import { requestDigest } from './request-digest.ts';
import { requestView } from './request-view.ts';

/** Owners see every request, whoever proposes people the own ones. */
export async function listRequests(
  services: Services,
  signedIn: SignedIn,
  { state, limit, cursor: text }: z.output<typeof requestListQuery>,
): Promise<RequestPage> {
  const { organizationId, memberId, role } = signedIn;
  const snapshot = await services.snapshots.current(organizationId);
  const proposes = placeFilter(snapshot, memberId, 'access.member.propose', Date.now());
  if (role !== 'owner' && proposes.kind === 'none') throw new ProblemError('forbidden');
  const { serverKey } = services.config;
  const of = { organizationId, list: `requests:${state}` };
  const cursor = readCursor(serverKey, of, text);
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const { rows, total } = await readRequests(transaction, organizationId, {
        state,
        of: role === 'owner' ? null : memberId,
        limit,
        cursor,
      });
      const names = await readNames(transaction, organizationId, namesOf(rows));
      return page({
        serverKey,
        of,
        limit,
        cursor,
        rows,
        total,
        position: (row) => [row.requested_at.toISOString(), row.request_id],
        item: (row) => requestView(row, { signedIn, snapshot, names }),
      });
    },
    { readOnly: true },
  );
}

/** One request, with what approving it would do now. */
export async function getRequest(
  services: Services,
  signedIn: SignedIn,
  requestId: RequestId,
): Promise<AccessRequest> {
  const { organizationId } = signedIn;
  const row = await requireRequest(services, signedIn, requestId);
  const snapshot = await services.snapshots.current(organizationId);
  const { names, versions } = await inOrganization(
    services.db,
    organizationId,
    async (transaction) => ({
      names: await readNames(transaction, organizationId, namesOf([row])),
      versions: await versionsOf(transaction, organizationId, row.asked),
    }),
    { readOnly: true },
  );
  const { results } =
    row.state === 'waiting' ? await planned(services, signedIn, row.asked) : { results: [] };
  const digest = row.state === 'waiting' ? requestDigest(row.asked, results, versions) : row.digest;
  const { role, grants, accessEndsAt = null } = row.asked;
  return {
    ...requestView(row, { signedIn, snapshot, names }),
    role,
    grants,
    accessEndsAt,
    digest,
    differs: digest !== row.digest,
    problems: results.flatMap(({ problem }) => problem ?? []),
  };
}

/** A request that the reader does not see is not there. */
export async function requireRequest(
  services: Services,
  { organizationId, memberId, role }: SignedIn,
  requestId: RequestId,
): Promise<RequestRow> {
  const row = await inOrganization(
    services.db,
    organizationId,
    (transaction) => readRequest(transaction, organizationId, requestId),
    { readOnly: true },
  );
  if (!row || (role !== 'owner' && row.requested_by !== memberId))
    throw new ProblemError('unknown_request');
  return row;
}

const namesOf = (rows: readonly RequestRow[]) => {
  const grants = rows.flatMap(({ asked }) => asked.grants);
  return {
    sets: grants.map(({ permissionSetId }) => permissionSetId ?? null),
    places: grants.map(({ scope }) => scope),
  };
};
