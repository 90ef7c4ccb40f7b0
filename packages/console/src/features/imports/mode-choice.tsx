import type { ImportMode } from '@latchkey/contract';
import { Radio } from '@mantine/core';
import { Panel } from '../../shared-ui/panel.tsx';
import { emptyCells, modeOf, modeWords, updateModes } from './mode-words.ts';

interface ModeChoiceProps {
  readonly mode: ImportMode;
  readonly onChange: (mode: ImportMode) => void;
}

/** What the rows shall do to the people that they name. */
export function ModeChoice({ mode, onChange }: ModeChoiceProps) {
  return (
    <Panel
      title="What shall the rows do?"
      lead="A column “Mode” can say otherwise for a single row. It can still be changed when you see the plan."
    >
      <Radio.Group
        aria-label="Mode"
        value={mode}
        onChange={(value) => onChange(modeOf(value) ?? mode)}
      >
        <div className="mode-choice">
          {updateModes.map((one) => (
            <Radio
              key={one}
              value={one}
              label={modeWords[one].label}
              description={modeWords[one].says}
            />
          ))}
        </div>
      </Radio.Group>
      <p className="sub">{emptyCells}</p>
    </Panel>
  );
}
