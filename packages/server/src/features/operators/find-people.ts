import type { OperatorPerson, OperatorPersonPage, operatorPeopleQuery } from '@latchkey/contract';
import type { z } from 'zod';
import { recordOperatorEvent } from '../../audit/record-operator-event.ts';
import { acrossOrganizations } from '../../db/across-organizations.ts';
import { globally } from '../../db/globally.ts';
import { readCursor } from '../../http/cursor.ts';
import { page } from '../../http/page.ts';
import type { Services } from '../../services.ts';
import type { SignedInOperator } from '../../sign-in/operator-sessions.ts';
import { countPeople, type PersonRow, readPeople } from './queries.ts';

/** In which organizations somebody is, and as what. It is recorded before it is answered. */
export async function findPeople(
  { db, config }: Services,
  operator: SignedInOperator,
  { search, limit, cursor: presented }: z.output<typeof operatorPeopleQuery>,
  ipAddress: string,
): Promise<OperatorPersonPage> {
  const { serverKey } = config;
  const of = { organizationId: null, list: `people:${search}` };
  const cursor = readCursor(serverKey, of, presented);
  await globally(db, (transaction) =>
    recordOperatorEvent(transaction, {
      kind: 'people.searched',
      userId: operator.userId,
      ipAddress,
      details: { search },
    }),
  );
  return acrossOrganizations(db, 'operator-people', async (transaction) =>
    page({
      serverKey,
      of,
      limit,
      cursor,
      rows: await readPeople(transaction, search, limit, cursor),
      total: await countPeople(transaction, search),
      position: (row) => [row.address, row.organization_id, row.member_id],
      item,
    }),
  );
}

const item = (row: PersonRow): OperatorPerson => ({
  organization: { id: row.organization_id, name: row.organization_name },
  memberId: row.member_id,
  name: row.name,
  address: row.address,
  role: row.role,
  status: row.status,
  expired: row.expired,
  lastActiveAt: row.last_active_at?.toISOString() ?? null,
});
