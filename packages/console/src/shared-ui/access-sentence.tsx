import type { SentencePart } from '@latchkey/contract';
import type { ReactNode } from 'react';
import './access-sentence.css';

interface AccessSentenceProps {
  readonly parts?: readonly SentencePart[];
  /** Instead of parts, where phrases are pressed to change them (`SentencePhrase`). */
  readonly children?: ReactNode;
  /** What is refused or taken away: the key is drawn in red. */
  readonly denied?: boolean;
  readonly small?: boolean;
}

/** Who can do what, where, until when: the one block with a key along its start edge. */
export function AccessSentence({
  parts,
  children,
  denied = false,
  small = false,
}: AccessSentenceProps) {
  const classes = ['sentence', denied ? 'sentence-denied' : '', small ? 'sentence-small' : ''];
  return (
    <p className={classes.filter(Boolean).join(' ')}>
      {parts ? <SentenceParts parts={parts} /> : children}
    </p>
  );
}

/** The words alone, for rows and dialogs. */
export function SentenceParts({ parts }: { parts: readonly SentencePart[] }) {
  return parts.map((part, index) => {
    const key = `${index}${part.text}`;
    if (part.tone === 'strong') return <b key={key}>{part.text}</b>;
    if (part.tone === 'not') {
      return (
        <b key={key} className="sentence-not">
          {part.text}
        </b>
      );
    }
    return <span key={key}>{part.text}</span>;
  });
}

/** A phrase with a dotted line: it can be changed there. */
export function SentencePhrase({
  children,
  onPress,
}: {
  children: ReactNode;
  onPress: () => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button element cannot break over lines as words do
    <span
      role="button"
      tabIndex={0}
      className="sentence-phrase"
      onClick={onPress}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onPress();
      }}
    >
      {children}
    </span>
  );
}

/** The same sentence as plain text, for labels and titles. */
export const sentenceText = (parts: readonly SentencePart[]) =>
  parts.map((part) => part.text).join('');
