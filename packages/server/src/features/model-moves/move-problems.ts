import { problems } from '@latchkey/contract';
import type { AccessModel, PlanProblem } from '@latchkey/engine';
import type { ModelMove } from './model-move.ts';

/** What stands in the way of a move, in the words of whoever moves a whole organization. */
export function moveProblems(
  refused: readonly PlanProblem[],
  before: AccessModel,
  nameOf: (subject: string) => string,
): ModelMove['problems'] {
  return refused.map((problem) => ({
    code: problem.code,
    message: messageOf(problem, before, nameOf(problem.subject ?? '')),
  }));
}

function messageOf(
  { code, subject, details }: PlanProblem,
  before: AccessModel,
  name: string,
): string {
  const plural = (type: string) => before.entityTypes[type]?.plural ?? type;
  const permissions = [details['permissions'] ?? []].flat().map((held) => `\`${held}\``);
  switch (code) {
    case 'unknown_place_type':
      return `There are ${plural(subject ?? '')}, and the model has no \`${subject}\` any more. Keep the type.`;
    case 'wrong_parent_type':
      return `There are ${plural(subject ?? '')} in \`${details['parentType']}\`, where the model allows none any more. Allow it, or move them first.`;
    case 'member_needs_access':
      return `${name} would be left with nothing. Give another permission first, or let members hold nothing (\`membersMayHoldNothing\`).`;
    case 'excluded_permissions':
      return `${name} holds ${permissions.join(' together with ')}, which exclude each other now. Take one away first.`;
    case 'set_name_taken':
      return `Two sets would be called \`${name}\`. Rename one of them.`;
    case 'sets_not_assigned':
    case 'permissions_not_direct':
    case 'one_set_per_person':
      return `The model gives access in another way (\`assignment\`), which does not fit what ${details['members']} people hold. Keep the way, or change what they hold first.`;
    default:
      return `${problems[code].title} ${problems[code].remedy} (\`${code}\`, ${name})`;
  }
}
