import type { PermissionSetDelete, PermissionSetUpdate, PlanView } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import type { Transaction } from '../../db/database.ts';
import type { SignedIn } from '../../http/env.ts';
import { newId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import type { AffectedPage, PlanInWords } from '../../words/plan-view.ts';
import { previewChange } from '../../words/preview-change.ts';
import { type SetWanted, setCreation } from './create-permission-set.ts';
import { setDeletion } from './delete-permission-set.ts';
import { readHolderNames, readSets } from './queries.ts';
import { setUpdate } from './update-permission-set.ts';

/** That a new set gives nobody anything yet, and what would stand in its way. */
export function previewSetCreation(
  services: Services,
  signedIn: SignedIn,
  wanted: SetWanted,
  page: AffectedPage,
): Promise<PlanView> {
  const request = setCreation(signedIn, newId('pst'), wanted);
  return previewChange(services, signedIn, request, page, () => ({
    sentence: [
      { text: 'A new set, ', tone: 'plain' },
      { text: wanted.name, tone: 'strong' },
      { text: ', which nobody holds yet.', tone: 'plain' },
    ],
  }));
}

/** Who would gain and lose what, before a set is changed. */
export function previewSetUpdate(
  services: Services,
  signedIn: SignedIn,
  setId: PermissionSetId,
  update: PermissionSetUpdate,
  page: AffectedPage,
): Promise<PlanView> {
  const request = setUpdate(signedIn, setId, update);
  return previewChange(services, signedIn, request, page, (_transaction, { moves }) => {
    const losesOwn = moves.some(
      ({ memberId, lost, bound }) =>
        memberId === signedIn.memberId && lost.length + bound.length > 0,
    );
    return { remarks: losesOwn ? ['You lose access yourself.'] : [] };
  });
}

/** Who would lose the set and get the replacement, before it is deleted. */
export async function previewSetDeletion(
  services: Services,
  signedIn: SignedIn,
  setId: PermissionSetId,
  replacementSetId: PermissionSetDelete['replacementSetId'],
  page: AffectedPage,
): Promise<PlanView> {
  const { organizationId } = signedIn;
  const holders = new Map<string, string>();
  const request = setDeletion(signedIn, setId, replacementSetId);
  const view = await previewChange(services, signedIn, request, page, async (transaction) => {
    for (const { member_id, name } of await readHolderNames(transaction, organizationId, setId))
      holders.set(member_id, name);
    return { sentence: await deletionSentence(transaction, signedIn, setId, replacementSetId) };
  });
  // A person in the way is told by name: whoever deletes a set need not know any ids.
  const problems = view.problems.map((problem) => {
    const name = holders.get(problem.subject ?? '');
    return name === undefined ? problem : { ...problem, subject: name };
  });
  return { ...view, problems };
}

async function deletionSentence(
  transaction: Transaction,
  { organizationId }: SignedIn,
  setId: PermissionSetId,
  replacementSetId: PermissionSetDelete['replacementSetId'],
): Promise<PlanInWords['sentence'] & object> {
  const rows = await readSets(transaction, organizationId);
  const nameOf = (id: PermissionSetDelete['replacementSetId']) =>
    rows.find(({ set_id }) => set_id === id)?.name ?? '';
  const count = rows.find(({ set_id }) => set_id === setId)?.member_count ?? 0;
  return [
    {
      text: count === 1 ? '1 person' : `${count.toLocaleString('en')} people`,
      tone: 'strong',
    },
    ...(replacementSetId === null || replacementSetId === 'none'
      ? ([
          { text: count === 1 ? ' loses ' : ' lose ', tone: 'plain' },
          { text: nameOf(setId), tone: 'not' },
        ] as const)
      : ([
          { text: count === 1 ? ' moves from ' : ' move from ', tone: 'plain' },
          { text: nameOf(setId), tone: 'not' },
          { text: ' to ', tone: 'plain' },
          { text: nameOf(replacementSetId), tone: 'strong' },
        ] as const)),
    { text: '.', tone: 'plain' },
  ];
}
