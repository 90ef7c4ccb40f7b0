import type { PermissionSetId } from '@latchkey/engine';
import { Button } from '@mantine/core';
import { IconColumns3, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useWords } from '../../api/model-words.ts';
import { mostCompared } from './compared-sets.ts';

interface CompareBarProps {
  readonly chosen: readonly PermissionSetId[];
  readonly onClear: () => void;
}

/** What can be done with the chosen sets; there only while one is chosen. */
export function CompareBar({ chosen, onClear }: CompareBarProps) {
  const navigate = useNavigate();
  const { sets } = useWords();
  if (chosen.length === 0) return null;
  return (
    <section className="set-compare-bar line" aria-label={`With the chosen ${sets}`}>
      <b aria-live="polite">{chosen.length} chosen</b>
      <span className="sub grow">
        {chosen.length === 1
          ? 'Choose one more to compare them.'
          : chosen.length === mostCompared
            ? `${mostCompared} ${sets} is as many as fit side by side.`
            : null}
      </span>
      <Button
        variant="filled"
        leftSection={<IconColumns3 />}
        disabled={chosen.length < 2}
        onClick={() =>
          void navigate({ to: '/permission-sets/compare', search: { sets: chosen.join(',') } })
        }
      >
        Compare{chosen.length < 2 ? '' : ` ${chosen.length} ${sets}`}
      </Button>
      <Button variant="subtle" leftSection={<IconX />} onClick={onClear}>
        Clear
      </Button>
    </section>
  );
}
