import type { ImportView } from '@latchkey/contract';
import { NativeSelect } from '@mantine/core';
import { toProblem } from '../../api/api-problem.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { emptyCells, importModes, modeOf, modeWords } from './mode-words.ts';
import { useSetMode } from './use-set-mode.ts';

/** The mode of the file, in words, and the way to another one: the plan is made anew. */
export function PlanMode({ view }: { view: ImportView }) {
  const setMode = useSetMode(view.id);
  return (
    <div className="plan-mode">
      <NativeSelect
        label="Mode"
        value={view.mode}
        disabled={setMode.isPending}
        onChange={(event) => {
          const mode = modeOf(event.currentTarget.value);
          if (mode) setMode.mutate({ mode });
        }}
        data={importModes.map((mode) => ({ value: mode, label: modeWords[mode].label }))}
      />
      <p className="sub grow">
        {modeWords[view.mode].says} {view.mode === 'new' ? null : emptyCells}
      </p>
      {setMode.error ? <ProblemNote problem={toProblem(setMode.error)} /> : null}
    </div>
  );
}
