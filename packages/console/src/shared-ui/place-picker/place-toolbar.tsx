import { Button, TextInput } from '@mantine/core';
import { IconClipboardText, IconSearch } from '@tabler/icons-react';
import { countText, numberText } from '../number-text.ts';
import type { Hierarchy } from './hierarchies.ts';
import type { PlaceIndex, PlaceRow } from './place-index.ts';
import { countedText } from './place-words.ts';
import type { SearchHits } from './tree-rows.ts';

interface PlaceToolbarProps {
  readonly index: PlaceIndex;
  readonly hierarchies: readonly Hierarchy[];
  readonly hierarchy: Hierarchy;
  readonly onHierarchy: (key: string) => void;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly hits: SearchHits | null;
  readonly onPaste: () => void;
  readonly onChooseFound: (rows: PlaceRow[]) => void;
}

const foundAtMost = 500;

/** Search, the way down, and the box for codes. */
export function PlaceToolbar(props: PlaceToolbarProps) {
  const { index, hierarchies, hierarchy, hits, search } = props;
  const found = hits ? countedHits(index, hits) : [];
  return (
    <div className="place-toolbar">
      <div className="line">
        <TextInput
          type="search"
          className="grow"
          aria-label="Search places"
          placeholder="Name, code or city"
          leftSection={<IconSearch className="i" aria-hidden />}
          value={search}
          onChange={(event) => props.onSearch(event.currentTarget.value)}
        />
        <Button leftSection={<IconClipboardText />} onClick={props.onPaste}>
          Paste codes
        </Button>
      </div>
      <div className={hierarchies.length > 1 ? 'line place-ways' : 'line'}>
        {hierarchies.length > 1 ? (
          <fieldset className="line">
            <legend className="sr">Show places</legend>
            {hierarchies.map(({ key, label }) => (
              <Button
                key={key}
                size="xs"
                className="place-way"
                aria-pressed={key === hierarchy.key}
                onClick={() => props.onHierarchy(key)}
              >
                {label}
              </Button>
            ))}
          </fieldset>
        ) : null}
        <span className="grow" />
        <div role="status" className="sub line">
          {hits ? <span>{countText(hits.count, 'place', 'places')} found</span> : null}
          {found.length > 1 && found.length <= foundAtMost ? (
            <button type="button" className="linkish" onClick={() => props.onChooseFound(found)}>
              Choose all {countedText(index, found.length)}
            </button>
          ) : null}
          {found.length > foundAtMost ? (
            <span>Up to {numberText(foundAtMost)} can be chosen at once.</span>
          ) : null}
        </div>
      </div>
    </div>
  );
}

const countedHits = (index: PlaceIndex, hits: SearchHits) =>
  index.counted.flatMap((counted, row) => (counted && hits.hit[row] === 1 ? [row] : []));
