import type { SentencePart } from '@latchkey/contract';
import { AccessSentence, SentencePhrase } from '../../shared-ui/access-sentence.tsx';
import type { StepKey } from './steps.ts';

interface ReviewSentenceProps {
  readonly parts: readonly SentencePart[];
  readonly role: 'owner' | 'member' | null;
  readonly setNames: readonly string[];
  readonly onStep: (step: StepKey) => void;
}

/** The sentence of the server, its strong phrases leading back to the step where they were chosen. */
export function ReviewSentence({ parts, role, setNames, onStep }: ReviewSentenceProps) {
  const first = parts.findIndex((part) => part.tone === 'strong');
  return (
    <AccessSentence>
      {parts.map((part, at) => {
        const key = `${at}${part.text}`;
        if (part.tone === 'not') {
          return (
            <b key={key} className="sentence-not">
              {part.text}
            </b>
          );
        }
        if (part.tone === 'plain') return <span key={key}>{part.text}</span>;
        const step =
          at === first ? 'people' : stepOf(part.text, parts[at - 1]?.text ?? '', role, setNames);
        return (
          <SentencePhrase key={key} onPress={() => onStep(step)}>
            {part.text}
          </SentencePhrase>
        );
      })}
    </AccessSentence>
  );
}

function stepOf(
  text: string,
  before: string,
  role: ReviewSentenceProps['role'],
  setNames: readonly string[],
): StepKey {
  if (role === 'owner' || /\b(until|from)\s*$/u.test(before)) return 'type';
  return setNames.some((name) => text.includes(name)) ? 'what' : 'where';
}
