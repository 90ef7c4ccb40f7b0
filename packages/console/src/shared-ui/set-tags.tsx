import { Tag } from './tag.tsx';

interface SetTagsProps {
  readonly sets: readonly { readonly id: string; readonly name: string }[];
}

/** The first two sets by name, and how many more there are. */
export function SetTags({ sets }: SetTagsProps) {
  const more = sets.slice(2).map((set) => set.name);
  return (
    <span className="tag-list">
      {sets.slice(0, 2).map((set, index) => (
        <span key={set.id} className="tag-list-item">
          <Tag>{set.name}</Tag>
          {index === 1 && more.length > 0 ? (
            <span className="sub" title={more.join(', ')}>
              +{more.length}
              <span className="sr"> more: {more.join(', ')}</span>
            </span>
          ) : null}
        </span>
      ))}
    </span>
  );
}
