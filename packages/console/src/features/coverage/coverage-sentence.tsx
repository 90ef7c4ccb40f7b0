import type { Coverage } from '@latchkey/contract';
import { AccessSentence } from '../../shared-ui/access-sentence.tsx';
import { shareText } from './coverage-words.ts';

/** The widest gap said aloud: "4 of 41 stores have nobody besides owners who can publish promotions." */
export function CoverageSentence({ coverage }: { coverage: Coverage }) {
  const { permissions, total } = coverage;
  const gaps = permissions.map((permission, index) => ({
    permission,
    nobody: total.cells[index]?.nobody ?? 0,
  }));
  const [widest] = gaps.toSorted((one, other) => other.nobody - one.nobody);
  if (!widest) return null;
  const others = gaps.filter(({ nobody }) => nobody > 0).length - 1;
  const alone = permissions.length === 1 ? (total.cells[0]?.one ?? 0) : 0;
  if (widest.nobody === 0) {
    return (
      <AccessSentence>
        Everywhere somebody besides the owners can{' '}
        <b>{permissions.length === 1 ? widest.permission.act : 'do what matters'}</b>
        {alone > 0 ? `; in ${shareText(coverage, alone, total.places)} it is one person alone` : ''}
        .
      </AccessSentence>
    );
  }
  const verb = widest.nobody === 1 ? 'has' : 'have';
  return (
    <AccessSentence denied>
      <b>{shareText(coverage, widest.nobody, total.places)}</b> {verb}{' '}
      <b className="sentence-not">nobody</b> besides owners who can <b>{widest.permission.act}</b>
      {others > 0 ? `; ${others} other ${others === 1 ? 'act has' : 'acts have'} gaps too` : ''}.
    </AccessSentence>
  );
}
