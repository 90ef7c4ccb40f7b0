import { Button, Modal, TextInput } from '@mantine/core';
import { IconArrowLeft, IconClipboardText, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { hierarchiesOf } from './hierarchies.ts';
import { PasteCodesDialog } from './paste-codes-dialog.tsx';
import { choosable, type PlaceFormProps } from './place-form-props.ts';
import type { PlaceRow } from './place-index.ts';
import { PlaceLevelList } from './place-level-list.tsx';
import { addPlaces, countSelection } from './place-selection.ts';
import { ofCountedText, placeTitle } from './place-words.ts';
import { SelectedPlaces } from './selected-places.tsx';
import { findPlaces } from './tree-rows.ts';

/** The phone form: one level per screen, and what is selected in a sheet of its own. */
export function PlaceLevels({ index, ids, onChange, reach }: PlaceFormProps) {
  const hierarchies = useMemo(() => hierarchiesOf(index), [index]);
  const [wanted, setWanted] = useState(hierarchies[0]?.key);
  const hierarchy = hierarchies.find(({ key }) => key === wanted) ?? hierarchies[0];
  const [way, setWay] = useState<readonly PlaceRow[]>([]);
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState<'places' | 'selected' | 'codes'>('places');
  const hits = useMemo(() => findPlaces(index, search), [index, search]);
  const counts = useMemo(() => countSelection(index, ids), [index, ids]);
  const mayChoose = useMemo(() => choosable(index, reach), [index, reach]);
  if (!hierarchy) return null;

  const here = way.at(-1);
  const level = here === undefined ? hierarchy.roots : (index.children[here] ?? []);
  const rows = hits ? index.ids.flatMap((_, row) => (hits.hit[row] === 1 ? [row] : [])) : level;

  return (
    <section className="frame place-browse" aria-label="Choose places">
      <div className="place-toolbar">
        <TextInput
          type="search"
          aria-label="Search places"
          placeholder="Name, code or city"
          leftSection={<IconSearch className="i" aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <div className="line">
          {hierarchies.length > 1
            ? hierarchies.map(({ key, label }) => (
                <Button
                  key={key}
                  className="place-way"
                  aria-pressed={key === hierarchy.key}
                  onClick={() => {
                    setWanted(key);
                    setWay([]);
                  }}
                >
                  {label}
                </Button>
              ))
            : null}
          <Button leftSection={<IconClipboardText />} onClick={() => setShown('codes')}>
            Paste codes
          </Button>
        </div>
      </div>
      {here !== undefined && !hits ? (
        <Button
          variant="subtle"
          className="place-back"
          leftSection={<IconArrowLeft />}
          onClick={() => setWay(way.slice(0, -1))}
        >
          {way.length > 1 ? placeTitle(index, way.at(-2) ?? here) : 'All places'}
        </Button>
      ) : null}
      <PlaceLevelList
        key={`${hierarchy.key}/${way.join('/')}/${hits ? search : ''}`}
        label={here === undefined || hits ? 'Places' : placeTitle(index, here)}
        index={index}
        ids={ids}
        counts={counts}
        mayChoose={mayChoose}
        rows={rows}
        whole={here !== undefined && !hits ? here : null}
        onChange={onChange}
        onEnter={(row) => {
          setSearch('');
          setWay(hits ? [row] : [...way, row]);
        }}
      />
      <footer className="panel-footer">
        <span className="grow" role="status">
          {ofCountedText(index, counts.reached, index.total)}
        </span>
        <Button onClick={() => setShown('selected')} disabled={ids.size === 0}>
          Show selected
        </Button>
      </footer>
      <Modal
        opened={shown === 'selected'}
        onClose={() => setShown('places')}
        title="Selected places"
        fullScreen
      >
        <SelectedPlaces
          index={index}
          ids={ids}
          counts={counts}
          top={hierarchy.key}
          onChange={onChange}
        />
      </Modal>
      {shown === 'codes' ? (
        <PasteCodesDialog
          index={index}
          mayChoose={mayChoose}
          onAdd={(added) => onChange(addPlaces(index, ids, added))}
          onClose={() => setShown('places')}
        />
      ) : null}
    </section>
  );
}
