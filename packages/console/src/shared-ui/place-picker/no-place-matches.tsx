import { Button } from '@mantine/core';
import type { PlaceView } from './use-place-view.ts';

/** Narrowed to nothing: what narrows it, and the way back. */
export function NoPlaceMatches({ view }: { readonly view: PlaceView }) {
  const search = view.search.trim();
  const asked = [
    search === '' ? null : `“${search}”`,
    view.filter.keeps === null ? null : `“${view.filter.label}”`,
  ].filter((part) => part !== null);
  return (
    <div className="place-none" role="status">
      <p>
        <b>No place matches {asked.join(' within ')}.</b>
      </p>
      <p className="sub">The search looks at names, codes and cities.</p>
      <Button size="xs" onClick={view.clear}>
        Show all places
      </Button>
    </div>
  );
}
