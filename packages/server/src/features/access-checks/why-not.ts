import type { AccessModel, DenyReason } from '@latchkey/engine';
import { accessKind } from '../../words/access-kind.ts';

/** Why the answer is no, one sentence for each reason that the engine knows. */
export function whyNot(model: AccessModel, reason: DenyReason): string {
  const { assignment, one } = accessKind(model);
  const held =
    assignment === 'direct'
      ? { none: 'It is not held here.', elsewhere: 'It is held elsewhere, and not here.' }
      : {
          none: `No ${one} held here includes it.`,
          elsewhere: `A ${one} that includes it is held elsewhere, and does not reach here.`,
        };
  const reasons: Readonly<Record<DenyReason, string>> = {
    no_grant: held.none,
    not_covered: held.elsewhere,
    missing_required: 'Another permission that it needs is missing here.',
    module_disabled: 'The module is switched off here, for everybody.',
    masked: `A ${one} that is held carries a restriction, and it hides the module.`,
    expired: 'The access has ended.',
    not_started: 'The access has not begun yet.',
    unknown_subject: 'There is no such person here.',
    unknown_entity: 'There is no such place.',
    unknown_permission: 'The access model has no such permission.',
    member_inactive: 'Only active people have access.',
  };
  return reasons[reason];
}
