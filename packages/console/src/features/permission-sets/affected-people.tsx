import type { PlanView } from '@latchkey/contract';
import { Initials } from '../../shared-ui/initials.tsx';
import { numberText, peopleText } from '../../shared-ui/number-text.ts';

/** Who gains and who loses: one line per person, opened for the details. */
export function AffectedPeople({ plan }: { plan: PlanView }) {
  const more = plan.affectedTotal - plan.affected.length;
  if (plan.affected.length === 0) return null;
  return (
    <div>
      <h3>Who is affected</h3>
      <ul className="set-people">
        {plan.affected.map((person) => (
          <li key={person.memberId}>
            <details>
              <summary>
                <Initials name={person.name} size="small" />
                <span className="grow ellipsis">{person.name}</span>
                <span className="sub">
                  {person.gains.length > 0 ? (
                    <span className="positive">gains {numberText(person.gains.length)}</span>
                  ) : null}
                  {person.gains.length > 0 && person.loses.length > 0 ? ', ' : null}
                  {person.loses.length > 0 ? (
                    <span className="danger">loses {numberText(person.loses.length)}</span>
                  ) : null}
                </span>
              </summary>
              <ul className="set-person-lines sub">
                {person.gains.map((gain) => (
                  <li key={`+${gain}`}>
                    <span className="positive">Gains</span> {gain}
                  </li>
                ))}
                {person.loses.map((loss) => (
                  <li key={`-${loss}`}>
                    <span className="danger">Loses</span> {loss}
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="sub">and {peopleText(more)} more</p> : null}
    </div>
  );
}
