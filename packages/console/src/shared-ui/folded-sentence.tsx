import type { SentencePart } from '@latchkey/contract';
import { useResizeObserver } from '@mantine/hooks';
import { useId, useState } from 'react';
import { AccessSentence } from './access-sentence.tsx';

/** Seven lines of a sentence, ten of a small one. */
const heights = { usual: 182, small: 220 };

interface FoldedSentenceProps {
  readonly parts: readonly SentencePart[];
  readonly small?: boolean;
}

/** A sentence of any length: of a very long one the beginning, and the rest in one press. */
export function FoldedSentence({ parts, small = false }: FoldedSentenceProps) {
  const [words, { height }] = useResizeObserver<HTMLDivElement>();
  const [open, setOpen] = useState(false);
  const id = useId();
  const limit = small ? heights.small : heights.usual;
  return (
    <div className="folded-sentence">
      <div id={id} style={open ? undefined : { maxHeight: limit, overflow: 'hidden' }}>
        <div ref={words}>
          <AccessSentence parts={parts} small={small} />
        </div>
      </div>
      {height > limit ? (
        <button
          type="button"
          className="linkish"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Show the beginning only' : 'Read all of it'}
        </button>
      ) : null}
    </div>
  );
}
