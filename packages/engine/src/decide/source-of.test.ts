import { expect, test } from 'vitest';
import { grants } from '../../test/populate.ts';
import { shopOrganization } from '../../test/shop-organization.ts';
import { noon } from '../../test/test-organization.ts';
import { explain } from './explain.ts';
import { sourceOf } from './source-of.ts';

test('where a yes comes from is the role or the grant that the explanation names, and nothing for a no', () => {
  const organization = shopOrganization();
  organization.must([
    {
      type: 'member.setGrants',
      memberId: 'mem_edgar',
      grants: grants(organization, [
        { set: 'editor', at: 'east' },
        { set: 'runner', at: 'west', endsAt: noon + 1 },
        { set: 'manager', at: 'w1' },
        { set: 'editor', at: 'west' },
      ]),
    },
  ]);
  const { snapshot } = organization;
  const told = new Set<string | null>();
  for (const memberId of ['mem_olga', 'mem_edgar', 'mem_egon', 'mem_nobody'] as const) {
    for (const place of ['org_test', 'ent_w1', 'ent_w2', 'ent_e1'] as const) {
      for (const permission of ['campaign.edit', 'campaign.publish', 'no.such']) {
        const question = { memberId, permission, place };
        const { decision, grant } = explain(snapshot, question, noon + 1);
        const expected = grant === null ? 'owner' : (grant.setId ?? 'direct');
        const source = sourceOf(snapshot, question, noon + 1);
        expect(source).toBe(decision.allowed ? expected : null);
        told.add(source);
      }
    }
  }
  expect([...told].sort()).toEqual([null, 'owner', 'pst_editor', 'pst_manager'].sort());
});
