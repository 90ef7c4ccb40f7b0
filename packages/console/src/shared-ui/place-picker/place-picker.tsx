import type { AccessModelView, EntityTree } from '@latchkey/contract';
import type { Scope } from '@latchkey/engine';
import { Radio } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { accessModelQuery } from '../../api/access-model.ts';
import { toProblem } from '../../api/api-problem.ts';
import { entityTreeQuery } from '../../api/entity-tree.ts';
import { useSession } from '../../api/session.ts';
import { EmptyState } from '../empty-state.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { PlaceChooser } from './place-chooser.tsx';
import { createPlaceIndex, type PlaceIndex } from './place-index.ts';
import './place-picker.css';
import { PlaceLevels } from './place-levels.tsx';
import { noPlaces, type PlaceSelection } from './place-selection.ts';
import { PlaceSkeleton } from './place-skeleton.tsx';

interface PlacePickerProps {
  readonly value: PlaceSelection;
  readonly onChange: (value: PlaceSelection) => void;
  /** Where the reader may give access: places elsewhere are plain text. */
  readonly reach: 'everywhere' | readonly Scope[];
  /** Asks the first question: "Where will they work?" */
  readonly label: string;
}

/** Where: the whole organization, or places chosen from its hierarchy. */
export function PlacePicker({ value, onChange, reach, label }: PlacePickerProps) {
  const { organization } = useSession();
  const everywhere = reach === 'everywhere';
  // Looking at the other answer loses nothing.
  const places = useRef<PlaceSelection>(noPlaces);
  return (
    <div className="stack">
      <Radio.Group
        label={label}
        value={value.kind}
        onChange={(kind) => {
          if (kind !== 'whole') return onChange(places.current);
          places.current = value.kind === 'places' ? value : noPlaces;
          onChange({ kind: 'whole' });
        }}
      >
        <div className="place-kinds">
          <Radio.Card value="places" className="place-kind" aria-label="Selected places">
            <Radio.Indicator />
            <span>
              <b>Selected places</b>
              <span className="sub">Only what is chosen below.</span>
            </span>
          </Radio.Card>
          <Radio.Card
            value="whole"
            className="place-kind"
            disabled={!everywhere}
            aria-label="Whole organization"
          >
            <Radio.Indicator />
            <span>
              <b>Whole organization</b>
              <span className="sub">
                {everywhere
                  ? `Everything in ${organization.name}, also what is added later.`
                  : 'You manage a part of the organization, so you can give no more than that.'}
              </span>
            </span>
          </Radio.Card>
        </div>
      </Radio.Group>
      {value.kind === 'places' ? (
        <LoadedPlaces value={value} onChange={onChange} reach={reach} />
      ) : null}
    </div>
  );
}

interface LoadedPlacesProps {
  readonly value: Extract<PlaceSelection, { kind: 'places' }>;
  readonly onChange: (value: PlaceSelection) => void;
  readonly reach: 'everywhere' | readonly Scope[];
}

function LoadedPlaces({ value, onChange, reach }: LoadedPlacesProps) {
  const places = usePlaceIndex();
  const phone = useMediaQuery('(max-width: 720px)', false, { getInitialValueInEffect: false });
  if (places.error) return <ProblemNote problem={toProblem(places.error)} onRetry={places.retry} />;
  if (!places.index) return <PlaceSkeleton />;
  if (places.index.size === 0) {
    return (
      <EmptyState title="There are no places yet">
        Add or import places first, or give access in the whole organization.
      </EmptyState>
    );
  }
  const Form = phone ? PlaceLevels : PlaceChooser;
  return (
    <Form
      index={places.index}
      ids={value.ids}
      onChange={(ids) => onChange({ kind: 'places', ids })}
      reach={reach}
    />
  );
}

/** The index of every place that the reader may see, built once per answer. */
export function usePlaceIndex(): {
  readonly index: PlaceIndex | null;
  readonly error: unknown;
  readonly retry: () => Promise<unknown>;
} {
  const tree = useQuery(entityTreeQuery);
  const model = useQuery(accessModelQuery);
  const index = useMemo(
    () => (tree.data && model.data ? indexOf(tree.data, model.data) : null),
    [tree.data, model.data],
  );
  return {
    index,
    error: index ? null : (tree.error ?? model.error),
    retry: () => Promise.all([tree.refetch(), model.refetch()]),
  };
}

const indexes = new WeakMap<EntityTree, PlaceIndex>();

/** Everybody who asks for an answer's index gets the same one. */
function indexOf(tree: EntityTree, model: AccessModelView): PlaceIndex {
  const known = indexes.get(tree);
  if (known) return known;
  const index = createPlaceIndex(tree, model.entityTypes);
  indexes.set(tree, index);
  return index;
}
