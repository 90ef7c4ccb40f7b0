import type { PermissionSet, PermissionSetUpdate, PlanView } from '@latchkey/contract';
import { useMutation } from '@tanstack/react-query';
import { toProblem } from '../../api/api-problem.ts';
import { download } from '../../api/download.ts';
import { manages, useSession } from '../../api/session.ts';
import { Initials } from '../../shared-ui/initials.tsx';
import { numberText, peopleText } from '../../shared-ui/number-text.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';

interface AffectedPeopleProps {
  readonly plan: PlanView;
  readonly setId: PermissionSet['id'];
  readonly update: PermissionSetUpdate;
}

/** Who gains and who loses: one line per person, opened for the details; all of them as a file. */
export function AffectedPeople({ plan, setId, update }: AffectedPeopleProps) {
  const session = useSession();
  const file = useMutation({
    mutationFn: () => download(`/v1/permission-sets/${setId}/affected.csv`, update),
  });
  const mayList = session.member.role === 'owner' || manages(session, 'access.member.read');
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
      <p className="sub">
        {more > 0 ? `and ${peopleText(more)} more` : null}
        {more > 0 && mayList ? ' · ' : null}
        {mayList ? (
          <button type="button" className="linkish" onClick={() => file.mutate()}>
            Download list
          </button>
        ) : null}
      </p>
      {file.error ? <ProblemNote problem={toProblem(file.error)} /> : null}
    </div>
  );
}
