import type { AccessCheck } from '@latchkey/contract';
import { explain, type MemberId, type Scope, sees, snapshotModel } from '@latchkey/engine';
import { inOrganization } from '../../db/in-organization.ts';
import type { SignedIn } from '../../http/env.ts';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { readNames } from '../../words/read-names.ts';
import { knowsPlaceOfOwn } from '../entities/knows-place.ts';
import { checkChain } from './check-chain.ts';
import { checkReason, checkSentence } from './check-sentence.ts';
import type { CheckSubject } from './check-subject.ts';
import { findHelpers, type HelpNeeded } from './find-helpers.ts';
import type { GivableSet } from './find-remedies.ts';
import { helpfulSets } from './helpful-sets.ts';
import { findOrigin, findPerson, type Person, readGivableSets, readPeople } from './queries.ts';
import { mendingOf, remediesFor } from './remedies-for.ts';

export interface AskedCheck {
  readonly memberId: MemberId;
  readonly permission: string;
  readonly place: Scope;
  readonly at?: string | undefined;
}

const shownHelpers = 4;

/** The decision about a person whom the asker sees, or about oneself, with all that stands behind it and what would mend it. */
export async function checkAccess(
  services: Services,
  signedIn: SignedIn,
  { memberId, permission, place, at }: AskedCheck,
): Promise<AccessCheck> {
  const { organizationId } = signedIn;
  const snapshot = await services.snapshots.current(organizationId);
  const now = Date.now();
  if (memberId !== signedIn.memberId && !sees(snapshot, signedIn.memberId, memberId, now)) {
    throw new ProblemError('unknown_member');
  }
  const asked = at === undefined ? now : Date.parse(at);
  const explanation = explain(snapshot, { memberId, permission, place }, asked);
  const { decision, grant, path, blockedBy } = explanation;
  // Why something has ended is asked where it was held.
  const wasHeldHere = memberId === signedIn.memberId && grant?.coversPlace === true;
  if (!wasHeldHere && !knowsPlaceOfOwn(snapshot, signedIn.memberId, place, now)) {
    throw new ProblemError('unknown_place');
  }
  const useful = decision.allowed ? [] : helpfulSets(snapshot, explanation, asked);

  const { subject, sets } = await inOrganization(
    services.db,
    organizationId,
    async (transaction) => {
      const person = await findPerson(transaction, organizationId, memberId);
      if (!person) throw new ProblemError('unknown_member');
      const names = await readNames(transaction, organizationId, {
        sets: [grant?.setId ?? null, blockedBy?.by === 'restriction' ? blockedBy.setId : null],
        places: [
          place,
          ...path,
          ...(grant ? [grant.scope] : []),
          ...(blockedBy?.by === 'module' ? [blockedBy.place] : []),
        ],
      });
      const origin =
        grant?.grantId == null
          ? null
          : await findOrigin(
              transaction,
              organizationId,
              grant.grantId,
              (giver) =>
                giver === signedIn.memberId || sees(snapshot, signedIn.memberId, giver, now),
            );
      const told: CheckSubject = { snapshot, explanation, person, place, names, asked, origin };
      return { subject: told, sets: await readGivableSets(transaction, organizationId, useful) };
    },
    { readOnly: true },
  );

  const { names, person } = subject;
  const mending = mendingOf(subject, sets);
  const helping = await helpersOf(services, signedIn, subject, mending.needed, sets);
  return {
    allowed: decision.allowed,
    reason: decision.reason,
    at: new Date(asked).toISOString(),
    person: person.name,
    place: names.places.get(place) ?? { id: place, type: 'organization', code: '', name: '' },
    sentence: checkSentence(subject),
    because: checkReason(subject),
    validUntil:
      decision.allowed && decision.validUntil !== null
        ? new Date(decision.validUntil).toISOString()
        : null,
    chain: checkChain(subject),
    path: path.flatMap((scope) => names.places.get(scope) ?? []),
    remedies: await remediesFor(services, signedIn, subject, mending),
    ...helping,
  };
}

async function helpersOf(
  services: Services,
  { organizationId, memberId: asker }: SignedIn,
  { explanation, place, snapshot }: CheckSubject,
  needed: HelpNeeded,
  sets: readonly GivableSet[],
): Promise<Pick<AccessCheck, 'helpers' | 'moreHelpers'>> {
  const { memberId: person, permission } = explanation.question;
  const asked = { asker, person, permission, place, needed };
  const found = findHelpers(snapshot, asked, Date.now());
  if (found.length === 0) return { helpers: [], moreHelpers: 0 };
  const people = await inOrganization(
    services.db,
    organizationId,
    (transaction) => readPeople(transaction, organizationId, found),
    { readOnly: true },
  );
  const owner = snapshotModel(snapshot).words?.owner ?? 'Owner';
  const because = ({ role }: Person) => {
    if (role === 'owner') return owner;
    if (needed.kind === 'manage') return 'Manages this person';
    return sets.length === 1 ? `May give ${sets[0]?.name}` : 'Manages people here';
  };
  return {
    helpers: people.slice(0, shownHelpers).map((person) => ({
      memberId: person.member_id,
      name: person.name,
      role: person.role,
      because: because(person),
    })),
    moreHelpers: Math.max(0, people.length - shownHelpers),
  };
}
