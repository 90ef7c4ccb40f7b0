import { describe, expect, test } from 'vitest';
import { type CaseFile, caseFiles, casesModel } from '../../test/case-file.ts';
import type { EntityId, MemberId, Scope } from '../ids.ts';
import { createSnapshot } from '../snapshot/create-snapshot.ts';
import { evaluate } from './evaluate.ts';
import { explain } from './explain.ts';
import { masksOf } from './masks-of.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 5, 15, 12);
const organizationId = 'org_cases';
const entityId = (code: string): EntityId => `ent_${code}`;
const memberId = (name: string): MemberId => `mem_${name}`;
const scope = (at: string): Scope => (at === 'organization' ? organizationId : entityId(at));
const later = (hours: number | undefined) => (hours === undefined ? null : start + hours * hour);

function snapshotOf({ entities, permissionSets, members }: CaseFile) {
  const sets = [
    ...permissionSets,
    ...Object.entries(casesModel.permissionSets).map(([key, set]) => ({ key, ...set })),
  ];
  return createSnapshot({
    organizationId,
    revision: 1,
    model: casesModel,
    modulesOff: [],
    entities: entities.map(({ type, code, parents, modulesOff = [] }) => ({
      entityId: entityId(code),
      type,
      code,
      parents: parents.map(entityId),
      closed: false,
      modulesOff,
    })),
    permissionSets: sets.map(({ key, permissions, restrictions = [] }) => ({
      setId: `pst_${key}`,
      permissions,
      mayGrant: [],
      restrictions,
    })),
    members: members.map(({ name, role = 'member', status = 'active', accessEndsInHours }) => ({
      memberId: memberId(name),
      userId: null,
      externalId: null,
      role,
      status,
      accessEndsAt: later(accessEndsInHours),
      visiting: false,
    })),
    grants: members.flatMap(({ name, grants = [] }) =>
      grants.map(({ set, at, startsInHours, endsInHours }, index) => ({
        grantId: `grt_${name}_${index}` as const,
        memberId: memberId(name),
        setId: `pst_${set}` as const,
        permissions: null,
        scope: scope(at),
        startsAt: later(startsInHours),
        endsAt: later(endsInHours),
      })),
    ),
  });
}

describe.each(caseFiles)('$story', (file) => {
  const snapshot = snapshotOf(file);
  test.each(file.questions)(
    '$title',
    ({ member, permission, at, inHours = 0, resource, decision, reason, masks = {} }) => {
      const place = typeof at === 'string' ? scope(at) : at.map(scope);
      const question = { memberId: memberId(member), permission, place };
      const now = start + inHours * hour;
      const answer = evaluate(snapshot, question, now);
      expect({ decision: answer.allowed, reason: answer.reason }).toEqual({ decision, reason });
      expect(explain(snapshot, question, now).decision).toEqual(answer);
      if (resource === undefined || !decision) return;
      const masked = masksOf(snapshot, question.memberId, place, resource, now);
      expect(Object.fromEntries(masked)).toEqual(masks);
    },
  );
});
