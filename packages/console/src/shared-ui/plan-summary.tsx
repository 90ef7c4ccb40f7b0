import type { PlanView } from '@latchkey/contract';
import { SentenceParts } from './access-sentence.tsx';
import { AdviceNote } from './advice-note.tsx';
import { FoldedSentence } from './folded-sentence.tsx';
import { Note } from './note.tsx';
import { numberText, peopleText } from './number-text.ts';
import './plan-summary.css';

const shownProblems = 5;

/** What a change would do: the sentence, what forbids it, who gains and who loses. */
export function PlanSummary({ plan }: { plan: PlanView }) {
  const more = plan.affectedTotal - plan.affected.length;
  return (
    <div className="stack">
      {plan.sentence.length > 0 ? <FoldedSentence parts={plan.sentence} small /> : null}
      {plan.consequence.length > 0 ? (
        <p>
          <SentenceParts parts={plan.consequence} />
        </p>
      ) : null}
      {plan.problems.slice(0, shownProblems).map((problem) => (
        <Note
          key={`${problem.index}${problem.code}${problem.subject}`}
          tone="danger"
          title={problem.subject ? `${problem.subject}: ${problem.title}` : problem.title}
        >
          {problem.remedy}
        </Note>
      ))}
      {plan.affected.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer
        <ul className="plan-people" tabIndex={0} aria-label="Who is affected">
          {plan.affected.map((person) => (
            <li key={person.memberId}>
              <div>
                <b>{person.name}</b> <span className="sub">{person.address}</span>
              </div>
              {person.gains.map((gain) => (
                <div key={gain} className="plan-gain">
                  <span aria-hidden>+</span>
                  <span>
                    <span className="sr">Gains: </span>
                    {gain}
                  </span>
                </div>
              ))}
              {person.loses.map((loss) => (
                <div key={loss} className="plan-loss">
                  <span aria-hidden>−</span>
                  <span>
                    <span className="sr">Loses: </span>
                    {loss}
                  </span>
                </div>
              ))}
            </li>
          ))}
        </ul>
      ) : null}
      {more > 0 ? (
        <p className="sub">
          {plan.affected.length > 0
            ? `and ${peopleText(more)} more`
            : `${peopleText(more)} outside of what you see`}
        </p>
      ) : null}
      {plan.mails > 0 ? (
        <p className="sub">
          {plan.mails === 1 ? '1 mail is sent.' : `${numberText(plan.mails)} mails are sent.`}
        </p>
      ) : null}
      <AdviceNote advice={plan.advice} />
      {plan.remarks.map((remark) => (
        <p key={remark} className="sub">
          {remark}
        </p>
      ))}
    </div>
  );
}
