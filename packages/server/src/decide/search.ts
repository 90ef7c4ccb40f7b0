import type { OrganizationId, Page } from '@latchkey/engine';
import {
  type AskedQuestion,
  type JsonObject,
  readQuestion,
  type SearchedPart,
} from './asked-question.ts';
import type { KnownOrganization } from './known-organization.ts';
import type { Listing } from './listing.ts';
import type { QuestionRequest } from './question-request.ts';
import { RefusedRequest } from './refused-request.ts';
import { searchActions } from './search-actions.ts';
import { nextPageToken, readPage } from './search-page.ts';
import { searchResources } from './search-resources.ts';
import { searchSubjects } from './search-subjects.ts';

type Search = (organization: KnownOrganization, question: AskedQuestion, now: number) => Listing;

const searches: Readonly<Record<SearchedPart, Search>> = {
  subject: searchSubjects,
  resource: searchResources,
  action: searchActions,
};

const mostResults = 1_000;
const countedAtOnce = 10_000;

/** Reads a search; it answers whatever its question is answered yes for, and says where the next page begins. */
export function readSearch(
  serverKey: Buffer,
  organizationId: OrganizationId,
  searched: SearchedPart,
  body: JsonObject,
): QuestionRequest {
  const { subject, action, resource, context } = body;
  const question = readQuestion(subject, action, resource, context, searched);
  if (typeof question === 'string') throw new RefusedRequest(400, question);
  const of = { organizationId, searched, question };
  const asked = readPage(serverKey, of, body['page']);
  const limit = Math.min(asked.limit ?? mostResults, mostResults);

  return {
    questions: [question],
    answer(organization, now) {
      const listing = searches[searched](organization, question, now);
      const { ids, next } = pageOf(listing, asked.after, limit);
      const page = {
        next_token: next === null ? '' : nextPageToken(serverKey, of, asked, next.after),
        count: ids.length,
        ...(asked.withTotal && { total: count(listing) }),
      };
      const results = ids.map(listing.text).join(',');
      return `{"page":${JSON.stringify(page)},"results":[${results}]}`;
    },
  };
}

interface FoundPage {
  readonly ids: readonly string[];
  /** Where the rest begins; null when there is none. */
  readonly next: { readonly after: string | null } | null;
}

function pageOf(listing: Listing, after: string | null, limit: number): FoundPage {
  if (limit > 0) {
    const { ids, next } = listing.page({ after, limit });
    return { ids, next: next === null ? null : { after: next } };
  }
  // Nothing is asked for, and yet the answer says whether there would be something.
  const { ids } = listing.page({ after, limit: 1 });
  return { ids: [], next: ids.length === 0 ? null : { after } };
}

function count({ page }: Listing): number {
  let counted = 0;
  for (let after: string | null = null; ; ) {
    const { ids, next }: Page<string> = page({ after, limit: countedAtOnce });
    counted += ids.length;
    if (next === null) return counted;
    after = next;
  }
}
