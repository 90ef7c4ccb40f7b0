import { Button, Modal } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { PasteCodesDialog } from './paste-codes-dialog.tsx';
import type { PlaceFormProps } from './place-form-props.ts';
import type { PlaceRow } from './place-index.ts';
import { PlaceLevelList } from './place-level-list.tsx';
import { PlaceSaid } from './place-said.tsx';
import { addPlaces } from './place-selection.ts';
import { PlaceToolbar } from './place-toolbar.tsx';
import { ofCountedText, placeTitle } from './place-words.ts';
import { SelectedPlaces } from './selected-places.tsx';
import { usePlaceView } from './use-place-view.ts';

/** The phone form: one level per screen, and what is selected in a sheet of its own. */
export function PlaceLevels(props: PlaceFormProps) {
  const { index, ids, onChange } = props;
  const view = usePlaceView(props);
  const { hierarchy, hits, counts, mayChoose } = view;
  const [way, setWay] = useState<readonly PlaceRow[]>([]);
  const [shown, setShown] = useState<'places' | 'selected' | 'codes'>('places');
  if (!hierarchy) return null;

  const here = way.at(-1);
  const level = here === undefined ? hierarchy.roots : (index.children[here] ?? []);
  const rows = hits ? index.ids.flatMap((_, row) => (hits.hit[row] === 1 ? [row] : [])) : level;

  return (
    <section className="frame place-browse" aria-label="Choose places">
      <PlaceToolbar
        view={view}
        onHierarchy={(key) => {
          view.setHierarchy(key);
          setWay([]);
        }}
        onPaste={() => setShown('codes')}
      />
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
        key={`${hierarchy.key}/${way.join('/')}/${hits ? `${view.filter.key} ${view.search}` : ''}`}
        label={here === undefined || hits ? 'Places' : placeTitle(index, here)}
        index={index}
        view={view}
        rows={rows}
        whole={here !== undefined && !hits ? here : null}
        onEnter={(row) => {
          view.clear();
          setWay(hits ? [row] : [...way, row]);
        }}
      />
      <PlaceSaid>{view.said}</PlaceSaid>
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
        className="place-sheet"
        closeButtonProps={{ 'aria-label': 'Close the selected places' }}
      >
        <SelectedPlaces
          index={index}
          ids={ids}
          counts={counts}
          hierarchy={hierarchy}
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
