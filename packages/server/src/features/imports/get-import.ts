import type { ImportView } from '@latchkey/contract';
import type { ImportId } from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import { readCursor } from '../../http/cursor.ts';
import type { SignedIn } from '../../http/env.ts';
import { page } from '../../http/page.ts';
import type { Services } from '../../services.ts';
import { fieldsKnown } from './fields-known.ts';
import { importView } from './import-view.ts';
import { countImports, readImports } from './queries.ts';
import { importsSeenBy, requireImport } from './require-import.ts';

export async function getImport(
  services: Services,
  signedIn: SignedIn,
  importId: ImportId,
): Promise<ImportView> {
  const { organizationId } = signedIn;
  const known = await fieldsKnown(services, organizationId);
  const read = (transaction: Parameters<typeof requireImport>[0]) =>
    requireImport(transaction, signedIn, importId);
  return importView(
    await inOrganization(services.db, organizationId, read, { readOnly: true }),
    known,
  );
}

/** Imports, newest first. */
export async function listImports(
  services: Services,
  signedIn: SignedIn,
  asked: { readonly limit: number; readonly cursor?: string | undefined },
) {
  const { organizationId } = signedIn;
  const { serverKey } = services.config;
  const of = { organizationId, list: 'imports' };
  const cursor = asked.cursor === undefined ? null : readCursor(serverKey, of, asked.cursor);
  const filter = importsSeenBy(signedIn);
  const known = await fieldsKnown(services, organizationId);
  return inOrganization(
    services.db,
    organizationId,
    async (transaction) =>
      page({
        serverKey,
        of,
        limit: asked.limit,
        cursor,
        rows: await readImports(transaction, filter, asked.limit, cursor),
        total: await countImports(transaction, filter),
        position: (record) => [record.createdAt.toISOString(), record.importId],
        item: (record) => importView(record, known),
      }),
    { readOnly: true },
  );
}
