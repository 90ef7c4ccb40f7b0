import type { ImportView } from '@latchkey/contract';
import { IconCircleMinus } from '@tabler/icons-react';
import { numberText } from '../../shared-ui/number-text.ts';
import { StatusWord } from '../../shared-ui/status-word.tsx';
import { resultWords } from './import-words.ts';
import type { ImportRowsShown } from './rows-shown.ts';

type Show = ImportRowsShown;

interface ImportNumbersProps {
  readonly view: ImportView;
  readonly show: string;
  readonly onShow: (show: Show) => void;
}

/** Numbers of rows by what happens to them; each shows its rows. Those who lose access are among the changes. */
export function ImportNumbers({ view, show, onShow }: ImportNumbersProps) {
  const { counts } = view;
  const main = view.mode === 'new' ? 'create' : 'change';
  const numbers = [
    { show: 'create', count: counts.create, ...resultWords.create },
    { show: 'change', count: counts.change, ...resultWords.change },
    {
      show: 'losses',
      count: counts.losing,
      word: 'Lose access',
      tone: 'danger',
      icon: IconCircleMinus,
    },
    { show: 'no_change', count: counts.noChange, ...resultWords.no_change },
    { show: 'skip', count: counts.skip, ...resultWords.skip },
    { show: 'errors', count: counts.errors, ...resultWords.error, word: 'Errors, kept back' },
  ] as const;
  return (
    <fieldset className="import-numbers" aria-label="What happens to the rows">
      {numbers
        .filter(({ count, show: which }) => count > 0 || which === main || which === 'errors')
        .map((number) => (
          <button
            key={number.show}
            type="button"
            aria-pressed={show === number.show}
            onClick={() => onShow(number.show)}
          >
            <b className={number.tone === 'danger' && number.count > 0 ? 'danger' : undefined}>
              {numberText(number.count)}
            </b>
            <StatusWord tone={number.tone} icon={number.icon}>
              {number.word}
            </StatusWord>
          </button>
        ))}
      <button type="button" aria-pressed={show === 'all'} onClick={() => onShow('all')}>
        <b>{numberText(counts.rows)}</b>
        <span>
          All rows
          {counts.warnings > 0 ? ` · ${numberText(counts.warnings)} with a warning` : ''}
        </span>
      </button>
    </fieldset>
  );
}
