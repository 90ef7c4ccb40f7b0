import {
  claimedSets,
  type MemberId,
  type PermissionSetId,
  resolveMember,
  type Snapshot,
  snapshotModel,
} from '@latchkey/engine';
import type { Counts } from '../metrics/counts.ts';
import type { Services } from '../services.ts';
import type { AskedQuestion } from './asked-question.ts';
import { findMembersByAddress } from './find-members-by-address.ts';
import type { StandardSets } from './standard-sets.ts';

/** What the questions of one request are answered from. */
export interface KnownOrganization {
  readonly snapshot: Snapshot;
  readonly counts: Counts;
  /** Those of the questions' subjects that are named by a verified address. */
  readonly memberByAddress: ReadonlyMap<string, MemberId>;
  /** The model's standard sets by their keys, where a subject's properties stand for some. */
  readonly standardSets: ReadonlyMap<string, PermissionSetId>;
}

/** Looks up what the snapshot does not hold and a question needs; most need nothing, and are answered at once. */
export function knownOrganization(
  services: Services,
  sets: StandardSets,
  snapshot: Snapshot,
  questions: readonly AskedQuestion[],
): KnownOrganization | Promise<KnownOrganization> {
  const { counts } = services;
  const model = snapshotModel(snapshot);
  const addresses: string[] = [];
  let claims = false;
  for (const { subjectType, subjectId, subjectProperties } of questions) {
    if (subjectType === 'user' && mayBeAddress(subjectId) && !resolveMember(snapshot, subjectId)) {
      addresses.push(subjectId);
    }
    claims ||= claimedSets(model, subjectProperties).length > 0;
  }
  if (addresses.length === 0 && !claims) {
    return { snapshot, counts, memberByAddress: nobody, standardSets: noSets };
  }
  return Promise.all([
    addresses.length === 0
      ? nobody
      : findMembersByAddress(services, snapshot.organizationId, addresses),
    claims ? sets.of(snapshot) : noSets,
  ]).then(([memberByAddress, standardSets]) => ({
    snapshot,
    counts,
    memberByAddress,
    standardSets,
  }));
}

const mayBeAddress = (id: string) => id.includes('@');

const nobody: ReadonlyMap<string, MemberId> = new Map();
const noSets: ReadonlyMap<string, PermissionSetId> = new Map();
