import type { BulkAnswer } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { Dialog } from '../../../shared-ui/dialog.tsx';
import { peopleText } from '../../../shared-ui/number-text.ts';

interface BulkResultProps {
  readonly answer: BulkAnswer;
  readonly title: string;
  readonly onClose: () => void;
}

/** Who was left alone, and why. */
export function BulkResult({ answer, title, onClose }: BulkResultProps) {
  const more = answer.skippedTotal - answer.skipped.length;
  return (
    <Dialog onClose={onClose} title={title}>
      <div className="stack">
        <p>{peopleText(answer.skippedTotal)} left alone:</p>
        <ul className="stack">
          {answer.skipped.map((person) => (
            <li key={person.memberId}>
              <b>{person.name}</b>
              <div className="sub">{person.title}</div>
            </li>
          ))}
        </ul>
        {more > 0 ? <p className="sub">and {peopleText(more)} more</p> : null}
        <div className="line" style={{ justifyContent: 'flex-end' }}>
          <Button data-autofocus onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
