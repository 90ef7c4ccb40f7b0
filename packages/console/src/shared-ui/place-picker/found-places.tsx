import { countText, numberText } from '../number-text.ts';
import type { PlaceIndex, PlaceRow } from './place-index.ts';
import { countedText } from './place-words.ts';
import type { SearchHits } from './tree-rows.ts';

interface FoundPlacesProps {
  readonly index: PlaceIndex;
  readonly hits: SearchHits | null;
  readonly mayChoose: (row: PlaceRow) => boolean;
  readonly onChoose: (rows: readonly PlaceRow[]) => void;
}

const foundAtMost = 500;

/** How many places the search finds, and a press that chooses them. */
export function FoundPlaces({ index, hits, mayChoose, onChoose }: FoundPlacesProps) {
  const found = hits
    ? index.counted.flatMap((counted, row) =>
        counted && hits.hit[row] === 1 && mayChoose(row) ? [row] : [],
      )
    : [];
  return (
    <div role="status" className="sub line">
      {hits ? <span>{countText(hits.count, 'place', 'places')} found</span> : null}
      {found.length > 1 && found.length <= foundAtMost ? (
        <button type="button" className="linkish" onClick={() => onChoose(found)}>
          Choose all {countedText(index, found.length)}
        </button>
      ) : null}
      {found.length > foundAtMost ? (
        <span>Up to {numberText(foundAtMost)} can be chosen at once.</span>
      ) : null}
    </div>
  );
}
