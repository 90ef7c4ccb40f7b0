import type { EvaluationAnswer, MaskObligation } from '@latchkey/contract';
import {
  evaluateMasked,
  type MaskWay,
  permissionsAt,
  placeOf,
  type Snapshot,
  snapshotRevision,
} from '@latchkey/engine';
import type { Answers } from '../answers.ts';
import type { NamedResource, NamedSubject } from '../asked.ts';
import type { Followed } from '../follow/follower.ts';
import { revisionOf } from '../follow/revision-of.ts';
import type { AskOptions } from '../options.ts';
import { isKnownHere, memberOf, namesOf, permissionOf } from './names-here.ts';

/** A change is on the stream within this time, or the server is asked. */
const waitForRevisionMs = 200;

/** Answers from what this process holds; asks the server before the first snapshot, and for what has not arrived here. */
export function localAnswers(follower: Followed, server: Answers): Answers {
  /** Null: only the server can answer. */
  const snapshotFor = async (
    subject: NamedSubject,
    { atLeast }: AskOptions,
  ): Promise<Snapshot | null> => {
    const snapshot = follower.current(Date.now());
    if (snapshot === null) {
      const absence = follower.absence();
      if (absence.code === 'not_ready') return null;
      throw absence;
    }
    if (!isKnownHere(snapshot, subject)) return null;
    if (atLeast === undefined) return snapshot;
    const revision = revisionOf(atLeast, snapshot.organizationId, follower.epoch);
    if (revision === null) return null;
    if (revision <= snapshotRevision(snapshot)) return snapshot;
    return (await follower.reaches(revision, waitForRevisionMs))
      ? follower.current(Date.now())
      : null;
  };

  return {
    async one(subject, permission, resource, ask) {
      const snapshot = await snapshotFor(subject, ask);
      if (snapshot === null) return server.one(subject, permission, resource, ask);
      return answerHere(snapshot, subject, permission, resource, ask.masks === true);
    },
    async each(subject, permissions, resource, ask) {
      const snapshot = await snapshotFor(subject, ask);
      if (snapshot === null) return server.each(subject, permissions, resource, ask);
      return permissions.map((permission) =>
        answerHere(snapshot, subject, permission, resource, false),
      );
    },
    async permissions(subject, resource, ask) {
      const snapshot = await snapshotFor(subject, ask);
      if (snapshot === null) return server.permissions(subject, resource, ask);
      const memberId = memberOf(snapshot, subject);
      const place = placeOf(snapshot, resource);
      if (memberId === null || place === null) return [];
      return namesOf(snapshot, permissionsAt(snapshot, memberId, place, Date.now()));
    },
  };
}

/** What the server answers to the same question at the same revision. */
function answerHere(
  snapshot: Snapshot,
  subject: NamedSubject,
  name: string,
  resource: NamedResource,
  canMask: boolean,
): EvaluationAnswer {
  const now = Date.now();
  const memberId = memberOf(snapshot, subject);
  if (memberId === null) return no('unknown_subject');
  const place = placeOf(snapshot, resource);
  if (place === null) return no('unknown_entity');
  const permission = permissionOf(snapshot, name);
  const { type } = resource;
  const decision = evaluateMasked(
    snapshot,
    { memberId, permission, place },
    { type, canMask },
    now,
  );
  if (!decision.allowed) return no(decision.reason);
  const { reason, masks, validUntil } = decision;
  return {
    decision: true,
    context: {
      reason,
      ...(validUntil !== null && { valid_until: new Date(validUntil).toISOString() }),
      ...(masks.size > 0 && { obligations: [obligation(masks)] }),
    },
  };
}

const no = (reason: string): EvaluationAnswer => ({ decision: false, context: { reason } });

const obligation = (masks: ReadonlyMap<string, MaskWay>): MaskObligation => ({
  id: 'mask-fields',
  type: 'custom',
  properties: { vendor: 'latchkey', action: 'mask_fields', fields: Object.fromEntries(masks) },
});
