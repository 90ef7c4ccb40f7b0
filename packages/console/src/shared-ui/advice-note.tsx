import type { AccessAdvice } from '@latchkey/contract';
import { useAccessModel } from '../api/access-model.ts';
import { wordsOf } from '../api/model-words.ts';
import { Note } from './note.tsx';

interface AdviceNoteProps {
  readonly advice: readonly AccessAdvice[];
  /** Leads to where it can be chosen otherwise; left out where that is in view. */
  readonly onChange?: ((about: AccessAdvice['about']) => void) | undefined;
}

/** Where chosen access is wider than it may need to be: facts to think about, never a refusal. */
export function AdviceNote({ advice, onChange }: AdviceNoteProps) {
  const model = useAccessModel();
  if (advice.length === 0) return null;
  const words = wordsOf(model);
  const oneSet = model.assignment === 'one_set';
  const ways: Record<AccessAdvice['about'], string | null> = {
    type: 'Choose the type',
    where: oneSet ? null : 'Choose the places',
    what: oneSet ? `Choose the ${words.set}` : `Choose the ${words.sets}`,
  };
  const abouts = [...new Set(advice.map(({ about }) => about))].filter((about) => ways[about]);
  return (
    <Note tone="caution" role="status" title="Is this wider than needed?">
      <ul className="advice">
        {advice.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {onChange ? (
        <div className="line">
          {abouts.map((about) => (
            <button key={about} type="button" className="linkish" onClick={() => onChange(about)}>
              {ways[about]}
            </button>
          ))}
        </div>
      ) : null}
    </Note>
  );
}
