import { useMemo, useState } from 'react';
import { hierarchiesOf, withHitsElsewhere } from './hierarchies.ts';
import { PasteCodesDialog } from './paste-codes-dialog.tsx';
import { choosable, type PlaceFormProps } from './place-form-props.ts';
import { addPlaces, countSelection } from './place-selection.ts';
import { PlaceToolbar } from './place-toolbar.tsx';
import { PlaceTree } from './place-tree.tsx';
import { SelectedPlaces } from './selected-places.tsx';
import { findPlaces } from './tree-rows.ts';

/** The wide form: the tree, and beside it what is selected. */
export function PlaceChooser({ index, ids, onChange, reach }: PlaceFormProps) {
  const hierarchies = useMemo(() => hierarchiesOf(index), [index]);
  const [wanted, setWanted] = useState(hierarchies[0]?.key);
  const hierarchy = hierarchies.find(({ key }) => key === wanted) ?? hierarchies[0];
  const [search, setSearch] = useState('');
  const [pasting, setPasting] = useState(false);
  const hits = useMemo(() => findPlaces(index, search), [index, search]);
  const counts = useMemo(() => countSelection(index, ids), [index, ids]);
  const mayChoose = useMemo(() => choosable(index, reach), [index, reach]);
  const shown = useMemo(
    () => hierarchy && withHitsElsewhere(hierarchy, hierarchies, hits),
    [hierarchy, hierarchies, hits],
  );
  if (!hierarchy || !shown) return null;

  return (
    <div className="place-chooser">
      <section className="frame place-browse" aria-label="Choose places">
        <PlaceToolbar
          index={index}
          hierarchies={hierarchies}
          hierarchy={hierarchy}
          onHierarchy={setWanted}
          search={search}
          onSearch={setSearch}
          hits={hits}
          onPaste={() => setPasting(true)}
          onChooseFound={(rows) => onChange(addPlaces(index, ids, rows.filter(mayChoose)))}
        />
        <PlaceTree
          index={index}
          hierarchy={shown}
          hits={hits}
          ids={ids}
          counts={counts}
          mayChoose={mayChoose}
          onChange={onChange}
        />
      </section>
      <SelectedPlaces
        index={index}
        ids={ids}
        counts={counts}
        top={hierarchy.key}
        onChange={onChange}
      />
      {pasting ? (
        <PasteCodesDialog
          index={index}
          mayChoose={mayChoose}
          onAdd={(rows) => onChange(addPlaces(index, ids, rows))}
          onClose={() => setPasting(false)}
        />
      ) : null}
    </div>
  );
}
