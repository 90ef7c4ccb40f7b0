import {
  type Explanation,
  evaluate,
  explain,
  type PermissionSetId,
  type Snapshot,
} from '@latchkey/engine';

/** Sets that would make the answer a yes if they were held here too. */
export function helpfulSets(
  snapshot: Snapshot,
  { question, setsWithPermission, missingRequired }: Explanation,
  asked: number,
): PermissionSetId[] {
  const lacking = missingRequired.flatMap(
    (permission) => explain(snapshot, { ...question, permission }, asked).setsWithPermission,
  );
  return [...new Set([...setsWithPermission, ...lacking])].filter(
    (setId) => evaluate(snapshot, { ...question, groups: [setId] }, asked).allowed,
  );
}
