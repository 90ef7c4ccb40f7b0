import type { AccessAdvice } from '@latchkey/contract';
import { useAccessModel } from '../api/access-model.ts';
import { wordsOf } from '../api/model-words.ts';
import { Note } from './note.tsx';

interface AdviceNoteProps {
  readonly advice: readonly AccessAdvice[];
  /** Lead to where it can be chosen otherwise; left out where that is in view. */
  readonly ways?: Partial<Record<AccessAdvice['about'], () => void>>;
}

/** Where chosen access is wider than it may need to be: facts to think about, never a refusal. */
export function AdviceNote({ advice, ways = {} }: AdviceNoteProps) {
  const model = useAccessModel();
  if (advice.length === 0) return null;
  const words = wordsOf(model);
  const oneSet = model.assignment === 'one_set';
  const wayWords: Record<AccessAdvice['about'], string | null> = {
    type: 'Choose the type',
    where: oneSet ? null : 'Choose the places',
    what: `Choose the ${oneSet ? words.set : words.sets}`,
  };
  const offered = [...new Set(advice.map(({ about }) => about))].flatMap((about) => {
    const go = ways[about];
    const label = wayWords[about];
    return go && label !== null ? [{ about, go, label }] : [];
  });
  return (
    <Note tone="caution" role="status" title="Is this wider than needed?">
      <ul className="advice">
        {advice.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {offered.length > 0 ? (
        <div className="line">
          {offered.map(({ about, go, label }) => (
            <button key={about} type="button" className="linkish" onClick={go}>
              {label}
            </button>
          ))}
        </div>
      ) : null}
    </Note>
  );
}
