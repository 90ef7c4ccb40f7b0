import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconClipboardText, IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PlaceView } from './use-place-view.ts';

interface PlaceToolbarProps {
  readonly view: PlaceView;
  readonly onHierarchy: (key: string) => void;
  readonly onPaste: () => void;
  /** Stands at the end of the ways down. */
  readonly children?: ReactNode;
}

/** Search, the level, the box for codes, and the way down. */
export function PlaceToolbar({ view, onHierarchy, onPaste, children }: PlaceToolbarProps) {
  const { hierarchies, hierarchy, filters } = view;
  return (
    <div className="place-toolbar">
      <div className="place-tools">
        <TextInput
          type="search"
          className="place-search"
          aria-label="Search places"
          placeholder="Name, code or city"
          leftSection={<IconSearch className="i" aria-hidden />}
          value={view.search}
          onChange={(event) => view.setSearch(event.currentTarget.value)}
        />
        {filters.length > 0 ? (
          <NativeSelect
            aria-label="Show"
            data={filters.map(({ key, label }) => ({ value: key, label }))}
            value={view.filter.key}
            onChange={(event) => view.setFilter(event.currentTarget.value)}
          />
        ) : null}
        <Button leftSection={<IconClipboardText />} onClick={onPaste}>
          Paste codes
        </Button>
      </div>
      {hierarchies.length > 1 || children ? (
        <div className="line place-ways">
          {hierarchies.length > 1 ? (
            <fieldset className="line">
              <legend className="sr">Show places</legend>
              {hierarchies.map(({ key, label }) => (
                <Button
                  key={key}
                  size="xs"
                  className="place-way"
                  aria-pressed={key === hierarchy?.key}
                  onClick={() => onHierarchy(key)}
                >
                  {label}
                </Button>
              ))}
            </fieldset>
          ) : null}
          <span className="grow" />
          {children}
        </div>
      ) : null}
    </div>
  );
}
