import { Tag } from '../tag.tsx';
import type { SelectionMeaning } from './selection-meaning.ts';

const words: Record<SelectionMeaning, { text: string; title: string }> = {
  rule: { text: 'Rule', title: 'Includes what is opened later' },
  list: { text: 'List', title: 'Exactly these; what is opened later is not included' },
  both: { text: 'Rule and list', title: 'Some include what is opened later, some do not' },
};

/** Which of the two meanings a selection has, as one word. */
export function SelectionBadge({ meaning }: { readonly meaning: SelectionMeaning }) {
  const { text, title } = words[meaning];
  return (
    <span className="place-badge" title={title}>
      <Tag plain tone={meaning === 'list' ? 'neutral' : 'info'}>
        {text}
      </Tag>
    </span>
  );
}
