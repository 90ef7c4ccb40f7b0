import { useMemo, useState } from 'react';
import { FoundPlaces } from './found-places.tsx';
import { withHitsElsewhere } from './hierarchies.ts';
import { PasteCodesDialog } from './paste-codes-dialog.tsx';
import type { PlaceFormProps } from './place-form-props.ts';
import { addPlaces } from './place-selection.ts';
import { PlaceToolbar } from './place-toolbar.tsx';
import { PlaceTree } from './place-tree.tsx';
import { SelectedPlaces } from './selected-places.tsx';
import { usePlaceView } from './use-place-view.ts';

/** The wide form: the tree, and beside it what is selected. */
export function PlaceChooser(props: PlaceFormProps) {
  const { index, ids, onChange } = props;
  const view = usePlaceView(props);
  const { hierarchies, hierarchy, hits, counts, mayChoose } = view;
  const [pasting, setPasting] = useState(false);
  const shown = useMemo(
    () => hierarchy && withHitsElsewhere(hierarchy, hierarchies, hits),
    [hierarchy, hierarchies, hits],
  );
  if (!hierarchy || !shown) return null;

  return (
    <div className="place-chooser">
      <section className="frame place-browse" aria-label="Choose places">
        <PlaceToolbar view={view} onHierarchy={view.setHierarchy} onPaste={() => setPasting(true)}>
          <FoundPlaces
            index={index}
            hits={hits}
            mayChoose={mayChoose}
            onChoose={(rows) => onChange(addPlaces(index, ids, rows))}
          />
        </PlaceToolbar>
        <PlaceTree index={index} hierarchy={shown} ids={ids} view={view} onChange={onChange} />
      </section>
      <SelectedPlaces
        index={index}
        ids={ids}
        counts={counts}
        hierarchy={hierarchy}
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
