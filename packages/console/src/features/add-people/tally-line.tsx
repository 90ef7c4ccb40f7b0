import { countText, numberText } from '../../shared-ui/number-text.ts';
import type { Tally } from './address-standing.ts';

/** How many were entered and what becomes of them; the numbers add up. */
export function TallyLine({ tally }: { tally: Tally }) {
  const parts = [
    tally.invite > 0 ? `${numberText(tally.invite)} can be invited` : null,
    tally.none > 0
      ? `${numberText(tally.none)} ${tally.none === 1 ? 'needs' : 'need'} no invitation`
      : null,
    tally.cannot > 0
      ? `${numberText(tally.cannot)} cannot be invited as ${tally.cannot === 1 ? 'it is' : 'they are'}`
      : null,
    tally.merged > 0 ? `${numberText(tally.merged)} entered twice and merged` : null,
    tally.checking > 0 ? `${numberText(tally.checking)} being checked` : null,
  ].filter((part) => part !== null);
  return (
    <p role="status" className="sub">
      <b className="add-entered">{countText(tally.entered, 'address', 'addresses')}</b>
      {parts.map((part) => ` · ${part}`).join('')}
    </p>
  );
}
