import { hash as digest } from 'node:crypto';
import { canonicalJson, type OrganizationId } from '@latchkey/engine';
import { readSignedText, signText } from '../tokens/mac.ts';
import { type AskedQuestion, isAbsent, isObject, type SearchedPart } from './asked-question.ts';
import { RefusedRequest } from './refused-request.ts';

/** What a page's token belongs to: it is of no use with another search. */
export interface SearchOf {
  readonly organizationId: OrganizationId;
  readonly searched: SearchedPart;
  readonly question: AskedQuestion;
}

/** Which page of a search is asked for. */
export interface AskedPage {
  /** As the caller has named it; null: as many as one answer holds. */
  readonly limit: number | null;
  readonly withTotal: boolean;
  /** The last id of the page before; null: the first page. */
  readonly after: string | null;
}

/** Reads `page`; a token has to come back with the search that it was given for. */
export function readPage(serverKey: Buffer, of: SearchOf, page: unknown): AskedPage {
  if (isAbsent(page)) return { limit: null, withTotal: false, after: null };
  if (!isObject(page)) throw new RefusedRequest(400, '`page` has to be an object.');
  const limit = readLimit(page['limit']);
  const withTotal = readTotal(page['properties']);
  const token = page['token'];
  if (isAbsent(token)) return { limit, withTotal: withTotal ?? false, after: null };
  if (typeof token !== 'string') throw new RefusedRequest(400, '`page.token` has to be a string.');

  const before = readToken(serverKey, of, token);
  // What a page leaves out is as on the page before; what it names has to be the same.
  const isSame =
    before !== null &&
    (limit === null || limit === before.limit) &&
    (withTotal === null || withTotal === before.withTotal);
  if (!isSame) {
    throw new RefusedRequest(
      400,
      '`page.token` was not given for this search. Send everything as for its first page, or begin again.',
    );
  }
  return { limit: before.limit, withTotal: withTotal ?? false, after: before.after };
}

/** What the next page is asked with. */
export function nextPageToken(
  serverKey: Buffer,
  of: SearchOf,
  { limit, withTotal }: AskedPage,
  after: string | null,
): string {
  return signText(
    serverKey,
    'search',
    JSON.stringify([of.organizationId, of.searched, queryHash(of), limit, withTotal, after]),
  );
}

function readToken(serverKey: Buffer, of: SearchOf, token: string): AskedPage | null {
  const text = readSignedText(serverKey, 'search', token);
  if (text === null) return null;
  // The signature proves that `nextPageToken` wrote it.
  const [organizationId, searched, hash, limit, withTotal, after] = JSON.parse(text) as [
    string,
    string,
    string,
    AskedPage['limit'],
    AskedPage['withTotal'],
    AskedPage['after'],
  ];
  const isOfThis =
    organizationId === of.organizationId && searched === of.searched && hash === queryHash(of);
  return isOfThis ? { limit, withTotal, after } : null;
}

/** Everything that the answer depends on, whatever order it was written in. */
const queryHash = ({ question }: SearchOf) =>
  digest('sha256', canonicalJson(question), 'base64url');

function readLimit(limit: unknown): number | null {
  if (isAbsent(limit)) return null;
  if (typeof limit === 'number' && Number.isSafeInteger(limit) && limit >= 0) return limit;
  throw new RefusedRequest(400, '`page.limit` has to be a whole number, 0 or more.');
}

function readTotal(properties: unknown): boolean | null {
  if (isAbsent(properties)) return null;
  if (!isObject(properties)) {
    throw new RefusedRequest(400, '`page.properties` has to be an object.');
  }
  const total = properties['total'];
  if (isAbsent(total)) return null;
  if (typeof total === 'boolean') return total;
  throw new RefusedRequest(400, '`page.properties.total` has to be true or false.');
}
