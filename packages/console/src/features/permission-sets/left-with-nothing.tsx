import type { PlanView } from '@latchkey/contract';
import { Note } from '../../shared-ui/note.tsx';
import { peopleText } from '../../shared-ui/number-text.ts';

/** The problem of a plan that takes the last thing somebody holds. */
export const bareCode = 'member_needs_access';

const named = 6;

/** Who would hold nothing any more, in one remark however many they are. */
export function LeftWithNothing({ plan }: { plan: PlanView }) {
  const bare = plan.problems.filter(({ code }) => code === bareCode);
  if (bare.length === 0) return null;
  const names = bare.map(({ subject }) => subject ?? '');
  const shown = names.length > named ? names.slice(0, named - 1) : names;
  const more = bare.length - shown.length;
  const list = more > 0 ? [...shown, `${more} more`] : shown;
  return (
    <Note tone="danger" title={`${peopleText(bare.length)} would be left with nothing.`}>
      Everybody must hold something. Move them to another set, or change the access of{' '}
      {new Intl.ListFormat('en').format(list)} first.
    </Note>
  );
}
