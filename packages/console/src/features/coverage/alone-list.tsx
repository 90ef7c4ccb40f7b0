import type { Coverage } from '@latchkey/contract';
import { Link } from '@tanstack/react-router';
import { numberText, peopleText } from '../../shared-ui/number-text.ts';
import { Panel } from '../../shared-ui/panel.tsx';
import { PersonName } from '../../shared-ui/person-name.tsx';
import { placesWord } from './coverage-words.ts';

/** People whose leaving would open a gap: the only one somewhere. */
export function AloneList({ coverage }: { coverage: Coverage }) {
  const { alone, aloneTotal, permissions } = coverage;
  if (aloneTotal === 0) return null;
  const labelOf = new Map(permissions.map(({ key, label }) => [key, label]));
  const more = aloneTotal - alone.length;
  return (
    <Panel
      title={`${peopleText(aloneTotal)} alone can do something somewhere`}
      lead="Besides owners nobody else can. A gap opens where one of them leaves."
    >
      <ul className="coverage-alone">
        {alone.map((person) => (
          <li key={person.id}>
            <PersonName name={person.name} address={person.address}>
              <Link to="/people/$memberId" params={{ memberId: person.id }}>
                {person.name}
              </Link>
            </PersonName>
            <span>
              {numberText(person.places)} {placesWord(coverage, person.places)}
              <span className="sub">
                {' '}
                {person.permissions.map((key) => labelOf.get(key) ?? key).join(', ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="sub">and {peopleText(more)} more, in the exported file</p> : null}
    </Panel>
  );
}
