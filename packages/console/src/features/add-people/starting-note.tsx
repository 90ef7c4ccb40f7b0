import type { InviteAnswer } from '@latchkey/contract';
import { placesLabel, useAccessModel } from '../../api/access-model.ts';
import { Note } from '../../shared-ui/note.tsx';
import { countText, numberText } from '../../shared-ui/number-text.ts';

type Starting = NonNullable<InviteAnswer['starting']>;

const reasons: Record<Starting['leftOut'][number]['why'], string> = {
  not_yours: 'not yours to give',
  module_off: 'the module is off there',
  place_closed: 'the place is closed',
  needs_another: 'needs what is left out',
};

const shown = 6;

/** What the starting access comes to: where, copied from whom, and what was left out with the reason. */
export function StartingNote({ starting }: { starting: Starting }) {
  const model = useAccessModel();
  const { places, placeTotal, copiedFrom, leftOut } = starting;
  const one = Object.values(model.entityTypes)[0]?.label.toLowerCase() ?? 'place';
  const whole = places.some(({ type }) => type === 'organization');
  const where = whole
    ? 'the whole organization, later ones included'
    : countText(placeTotal, one, placesLabel(model).toLowerCase());
  return (
    <>
      {copiedFrom ? (
        <Note title={`Copied from ${copiedFrom.name}`}>
          What {copiedFrom.name} holds now in {where}. It is a copy, not a link.
        </Note>
      ) : placeTotal > 0 ? (
        <Note title={`Given in ${where}`}>
          {whole ? null : places.map(({ name }) => name).join(', ')}
        </Note>
      ) : null}
      {leftOut.length > 0 ? (
        <Note
          tone={leftOut.every(({ why }) => why === 'module_off') ? 'neutral' : 'caution'}
          title="Left out"
        >
          <ul>
            {leftOut.slice(0, shown).map(({ place, permissions, why }) => (
              <li key={`${place.id}${why}`}>
                <b>{place.name}</b>: {permissions.join(', ')} ({reasons[why]})
              </li>
            ))}
          </ul>
          {leftOut.length > shown ? <p>And {numberText(leftOut.length - shown)} more.</p> : null}
        </Note>
      ) : null}
    </>
  );
}
