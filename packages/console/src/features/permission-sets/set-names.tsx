import { Textarea, TextInput } from '@mantine/core';
import type { ApiProblem } from '../../api/api-problem.ts';
import type { SetEdits } from './set-edits.ts';

interface SetNamesProps {
  readonly edits: SetEdits;
  readonly problem: ApiProblem | null;
  readonly onChange: (change: Partial<SetEdits>) => void;
}

/** What the set is called, and what it is for. */
export function SetNames({ edits, problem, onChange }: SetNamesProps) {
  const taken = problem?.code === 'set_name_taken';
  const error =
    edits.name.trim() === ''
      ? 'Enter a name.'
      : taken
        ? 'Another set has this name. Choose another one.'
        : null;
  return (
    <div className="set-names">
      <TextInput
        label="Name"
        maxLength={100}
        value={edits.name}
        error={error}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Textarea
        label="Description"
        maxLength={500}
        autosize
        minRows={1}
        value={edits.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
    </div>
  );
}
