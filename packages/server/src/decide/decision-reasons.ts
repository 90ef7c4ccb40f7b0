import type { Explanation } from '@latchkey/engine';
import type { Answer } from './answers.ts';

/** A sentence for each side, under the HTTP status that the caller would answer its own client with. */
export interface DecisionReasons {
  readonly reason_admin: Readonly<Record<string, string>>;
  /** Says nothing about who holds what, so that it can be shown to anybody. */
  readonly reason_user?: Readonly<Record<string, string>>;
}

/** Why, for an administrator exactly and for the person neutrally. Null: a name led nowhere and nothing was explained. */
export function decisionReasons(answer: Answer, explanation: Explanation | null): DecisionReasons {
  const status = answer.allowed ? '200' : '403';
  return {
    reason_admin: { [status]: adminReason(answer, explanation) },
    ...(!answer.allowed && {
      reason_user: {
        [status]: 'You do not have access to this. An administrator of your organization can help.',
      },
    }),
  };
}

function adminReason({ reason }: Answer, explanation: Explanation | null): string {
  switch (reason) {
    case 'owner':
      return 'The subject is an owner of the organization.';
    case 'obligation_not_supported':
      return 'The subject may, but has to see fields of this resource masked, and the caller does not say in `context.supported_obligations` that it masks.';
    case 'unknown_subject':
      return 'No member of this organization goes by that subject.';
    case 'unknown_entity':
      return 'The resource is of a type that the access model does not know, or no place goes by that name.';
    case 'unknown_permission':
      return 'The action stands for no permission of the access model.';
    case 'member_inactive':
      return `The member ${explanation?.question.memberId} is not active.`;
    default:
      return explanation === null ? reason : grantReason(reason, explanation);
  }
}

type GrantReason = Exclude<
  Answer['reason'],
  | 'owner'
  | 'obligation_not_supported'
  | 'unknown_subject'
  | 'unknown_entity'
  | 'unknown_permission'
  | 'member_inactive'
>;

function grantReason(reason: GrantReason, explanation: Explanation): string {
  const { question, grant, blockedBy } = explanation;
  const permission = `\`${question.permission}\``;
  const by = grant === null ? '' : ` (${grantWords(grant)})`;
  switch (reason) {
    case 'granted':
      return `A grant that reaches this place holds ${permission}${by}.`;
    case 'no_grant':
      return `No grant of ${question.memberId} holds ${permission}.`;
    case 'not_covered':
      return `${permission} is held, but no grant of it reaches this place; the nearest is another${by}.`;
    case 'missing_required':
      return `${permission} counts only together with ${explanation.missingRequired.map((name) => `\`${name}\``).join(', ')}, which is not held here or does not count here.`;
    case 'module_disabled':
      return blockedBy?.by === 'module'
        ? `The module \`${blockedBy.module}\` of ${permission} is off at ${blockedBy.place}.`
        : `The module of ${permission} is off here.`;
    case 'masked':
      return blockedBy?.by === 'restriction'
        ? `The restriction \`${blockedBy.restriction}\` of the set ${blockedBy.setId} hides the module of ${permission}.`
        : `A restriction hides the module of ${permission}.`;
    case 'expired':
      return `The access of ${question.memberId}, or the grant that would give ${permission}, has ended${by}.`;
    case 'not_started':
      return `The grant that gives ${permission} has not begun yet${by}.`;
  }
}

function grantWords({
  grantId,
  setId,
  permissions,
  scope,
  startsAt,
  endsAt,
}: NonNullable<Explanation['grant']>): string {
  const held = setId === null ? (permissions ?? []).join(', ') : `set ${setId}`;
  return [
    grantId === null ? 'counted by a property of the subject' : `grant ${grantId}`,
    `${held} at ${scope}`,
    ...(startsAt === null ? [] : [`from ${instant(startsAt)}`]),
    ...(endsAt === null ? [] : [`until ${instant(endsAt)}`]),
  ].join(', ');
}

const instant = (at: number) => new Date(at).toISOString();
