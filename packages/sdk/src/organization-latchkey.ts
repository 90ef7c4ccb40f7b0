import { listMembersSeeingAll, placeOf } from '@latchkey/engine';
import type { Answers } from './answers.ts';
import { subjectOf } from './asked.ts';
import { absences, type Followed } from './follow/follower.ts';
import type { Latchkey, LocalLatchkey } from './latchkey.ts';
import type { LatchkeyError } from './latchkey-error.ts';
import { localAnswers } from './local/local-answers.ts';
import { permissionOf } from './local/names-here.ts';
import { createPrincipal, wholePage } from './local/principal.ts';
import { questionsTo } from './questions.ts';
import { serverAnswers } from './server/server-answers.ts';
import { sessionsOf } from './sessions.ts';
import type { Transport } from './transport.ts';

/** What every client of one organization needs. */
export interface OrganizationAsked {
  readonly transport: Transport;
  readonly organizationId: string;
  readonly key: string;
  readonly report: (error: LatchkeyError) => void;
}

/** One organization, each question asked of the server. */
export function remoteLatchkey(asked: OrganizationAsked): Latchkey {
  return latchkeyOf(asked, serverOf(asked), asked.report);
}

/** One organization, decided from what is held of it. */
export function localLatchkey(asked: OrganizationAsked, follower: Followed): LocalLatchkey {
  // The follower has told of it already, once: a no for every question is no news.
  const reportNews = (error: LatchkeyError) => {
    if (!absences.has(error.code)) asked.report(error);
  };
  return {
    ...latchkeyOf(asked, localAnswers(follower, serverOf(asked)), reportNews),
    principal: (subject) => createPrincipal(follower, subjectOf(subject)),
    who(name, resource, page) {
      const now = Date.now();
      const snapshot = follower.current(now);
      if (snapshot === null) throw follower.absence();
      const place = placeOf(snapshot, resource);
      if (place === null) return { ids: [], next: null };
      const permission = permissionOf(snapshot, name);
      const asked = { permission, place, resourceType: resource.type };
      return listMembersSeeingAll(snapshot, asked, { ...wholePage, ...page }, now);
    },
    ready: ({ signal } = {}) => follower.ready(signal),
    status: () => follower.status(),
    close: () => follower.close(),
  };
}

const serverOf = ({ transport, organizationId, key }: OrganizationAsked): Answers =>
  serverAnswers(transport, organizationId, key);

const latchkeyOf = (
  { transport, organizationId }: OrganizationAsked,
  answers: Answers,
  report: (error: LatchkeyError) => void,
): Latchkey => ({
  organizationId,
  ...questionsTo(answers, report),
  sessionOf: sessionsOf(transport, organizationId),
});
