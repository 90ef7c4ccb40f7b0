import type { PersonWhoCan, WhoCanFilter } from '@latchkey/contract';
import { recordEvent } from '../../audit/record-event.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { csvLine } from '../../words/csv-line.ts';
import { memberOrder } from '../members/member-order.ts';
import { personView } from './person-view.ts';
import { type PersonRow, readPeople } from './queries.ts';
import { chosen, findWhoCan } from './who-can.ts';

const header = ['E-mail', 'Name', 'Type', 'Because', 'Until'];
const batchSize = 1000;

/** The people of the list as a file, as far as the reader sees them; recorded. Read and written in parts. */
export async function exportWhoCan(
  services: Services,
  signedIn: SignedIn,
  filter: WhoCanFilter,
  ipAddress: string,
): Promise<ReadableStream<Uint8Array>> {
  const { organizationId, memberId } = signedIn;
  const { snapshot, asked, people } = await findWhoCan(services, signedIn, filter);
  const among = chosen(people, filter.source);
  await inOrganization(services.db, organizationId, (transaction) =>
    recordEvent(transaction, {
      organizationId,
      kind: 'members.exported',
      memberId,
      ipAddress,
      details: { whoCan: filter },
    }),
  );
  const encoder = new TextEncoder();
  let last: PersonRow | null | undefined;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`\ufeff${csvLine(header)}`)),
    async pull(controller) {
      if (last === null) return controller.close();
      const cursor = last && {
        direction: 'after' as const,
        position: [last.sort_key, last.member_id],
      };
      const text = await inOrganization(
        services.db,
        organizationId,
        async (transaction) => {
          const wanted = { organizationId, among, search: filter.search };
          const order = memberOrder('name', cursor ?? null);
          const read = await readPeople(transaction, wanted, order, batchSize);
          const rows = read.slice(0, batchSize);
          const view = await personView(transaction, signedIn, snapshot, asked, rows);
          last = read.length > batchSize ? (rows.at(-1) ?? null) : null;
          return rows
            .flatMap((row) => view(row) ?? [])
            .map(line)
            .join('');
        },
        { readOnly: true },
      );
      controller.enqueue(encoder.encode(text));
    },
  });
}

const line = (person: PersonWhoCan) =>
  csvLine([person.address, person.name, person.role, person.because, person.validUntil ?? '']);
