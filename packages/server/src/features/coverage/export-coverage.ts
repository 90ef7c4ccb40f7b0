import type { CoverageQuery } from '@latchkey/contract';
import { ancestors, type MemberId, type Scope, sees, snapshotModel } from '@latchkey/engine';
import { recordEvent } from '../../audit/record-event.ts';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { requireReach } from '../../http/require-reach.ts';
import type { Services } from '../../services.ts';
import { csvLine } from '../../words/csv-line.ts';
import { permissionLabel } from '../../words/permission-label.ts';
import { readNames } from '../../words/read-names.ts';
import { askedCoverage } from './asked-coverage.ts';
import { coveredPlaces } from './covered-places.ts';
import { readPeople } from './queries.ts';

/** Every place where nobody besides owners can, or one person alone, for each permission, as a file; recorded. */
export async function exportCoverage(
  services: Services,
  signedIn: SignedIn,
  query: CoverageQuery,
  ipAddress: string,
): Promise<string> {
  const { organizationId, memberId: reader } = signedIn;
  const { snapshot, reach } = await requireReach(services, signedIn, 'access.member.read');
  const now = Date.now();
  const model = snapshotModel(snapshot);
  const asked = askedCoverage(snapshot, query);
  const { places, columns } = coveredPlaces(snapshot, asked, reach, now);
  const gaps = asked.permissions.flatMap((permission, column) =>
    places.flatMap((place, index) => {
      const cover = columns[column]?.[index];
      return cover?.people === 'nobody' || cover?.people === 'one'
        ? [{ permission, place, ...cover }]
        : [];
    }),
  );
  const isSeen = (memberId: MemberId) => sees(snapshot, reader, memberId, now);
  return inOrganization(services.db, organizationId, async (transaction) => {
    await recordEvent(transaction, {
      organizationId,
      kind: 'members.exported',
      memberId: reader,
      ipAddress,
      details: { coverage: query },
    });
    const missing = new Set(gaps.map(({ place }) => place));
    const above = new Map([...missing].map((place) => [place, ancestors(snapshot, place)]));
    const names = await readNames(transaction, organizationId, {
      sets: [],
      places: [...above.values()].flat(),
    });
    const alone = [...new Set(gaps.flatMap(({ only }) => only ?? []))].filter(isSeen);
    const people = await readPeople(transaction, organizationId, alone);
    const groupOf = (place: Scope) =>
      (above.get(place) ?? [])
        .flatMap((scope) => names.places.get(scope) ?? [])
        .find(({ type }) => type === asked.by?.key)?.name ?? '';
    const header = [
      asked.type.label,
      'Code',
      ...(asked.by ? [asked.by.label] : []),
      'Permission',
      'People besides owners',
      'Only person',
      'E-mail',
    ];
    const lines = gaps.map(({ permission, place, people: count, only }) => {
      const person = only === null ? undefined : people.get(only);
      return csvLine([
        names.places.get(place)?.name ?? '',
        names.places.get(place)?.code ?? '',
        ...(asked.by ? [groupOf(place)] : []),
        permissionLabel(model, permission),
        count === 'nobody' ? 'nobody' : 'one person',
        person?.name ?? '',
        person?.address ?? '',
      ]);
    });
    return `\ufeff${csvLine(header)}${lines.join('')}`;
  });
}
