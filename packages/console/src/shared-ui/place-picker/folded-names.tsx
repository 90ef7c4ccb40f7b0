import { type ReactNode, useState } from 'react';
import { numberText } from '../number-text.ts';
import { Tag } from '../tag.tsx';
import type { PlaceIndex, PlaceRow } from './place-index.ts';
import { placeTitle } from './place-words.ts';

interface FoldedNamesProps {
  readonly index: PlaceIndex;
  readonly label: string;
  readonly rows: readonly PlaceRow[];
  /** What can be done with one of them. */
  readonly act: (row: PlaceRow) => ReactNode;
}

const namesAtMost = 200;

/** The names behind a number. Folded ones are not in the page: there may be thousands. */
export function FoldedNames({ index, label, rows, act }: FoldedNamesProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className="place-line-names" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="sub">
        {label}: {numberText(rows.length)}
      </summary>
      {open ? (
        <ul>
          {rows.slice(0, namesAtMost).map((each) => (
            <li key={each} className="place-line-title">
              <span className="grow ellipsis">{placeTitle(index, each)}</span>
              {index.closed[each] ? <Tag plain>Closed</Tag> : null}
              {act(each)}
            </li>
          ))}
        </ul>
      ) : null}
      {open && rows.length > namesAtMost ? (
        <p className="sub">and {numberText(rows.length - namesAtMost)} more</p>
      ) : null}
    </details>
  );
}
