import type { ImportKind, ImportState } from '@latchkey/contract';
import type { ImportId } from '@latchkey/engine';
import type { Transaction } from '../../db/database.ts';
import { readerReach } from '../../decide/reader.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import type { FileKind } from './columns/import-fields.ts';
import { type ImportFilter, readImport } from './queries.ts';
import type { StoredImport } from './stored-import.ts';

/** Whoever may do what the rows of such a file do, somewhere; each row is measured by itself later. */
export async function requireMayImport(
  services: Services,
  signedIn: SignedIn,
  file: FileKind,
): Promise<void> {
  for (const permission of permissionsFor(file)) {
    const reach = await readerReach(services, signedIn, permission);
    if (reach.kind !== 'none') return;
  }
  throw new ProblemError('forbidden');
}

/** One of these is enough. */
function permissionsFor({ kind, mode }: FileKind): readonly string[] {
  if (kind === 'places') return ['access.place.manage'];
  return mode === 'new'
    ? ['access.member.invite']
    : ['access.member.change', 'access.member.invite'];
}

/** Only people are here with something that a mode could keep or take. */
export function requirePeople(kind: ImportKind): void {
  if (kind === 'people') return;
  throw new ProblemError('malformed_request', {
    places: [
      {
        pointer: null,
        code: 'mode_without_people',
        detail: 'A mode says what a file does to people. This is a file of places.',
        subject: 'mode',
        values: {},
      },
    ],
  });
}

/** People see their own imports, owners everybody's. */
export const importsSeenBy = ({ organizationId, memberId, role }: SignedIn): ImportFilter => ({
  organizationId,
  createdBy: role === 'owner' ? null : memberId,
});

/** The import, if this person may see it; an unknown one and another's look the same. */
export async function requireImport(
  transaction: Transaction,
  signedIn: SignedIn,
  importId: ImportId,
  options: { readonly lock?: true; readonly in?: readonly ImportState[] } = {},
): Promise<StoredImport> {
  const record = await readImport(
    transaction,
    importsSeenBy(signedIn),
    importId,
    options.lock ? 'for update' : '',
  );
  if (!record) throw new ProblemError('not_found');
  if (options.in && !options.in.includes(record.state))
    throw new ProblemError('import_wrong_state');
  return record;
}
