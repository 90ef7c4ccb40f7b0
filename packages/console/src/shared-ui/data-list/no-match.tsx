import { Button } from '@mantine/core';
import { EmptyState } from '../empty-state.tsx';

interface NoMatchProps {
  readonly name: string;
  readonly filters: readonly string[];
  readonly onClear?: (() => void) | undefined;
}

/** A list filtered to nothing names the filters. */
export function NoMatch({ name, filters, onClear }: NoMatchProps) {
  return (
    <EmptyState
      title={`No ${name.toLowerCase()} match`}
      act={onClear ? <Button onClick={onClear}>Clear the filters</Button> : null}
    >
      You look for {filters.join(', ')}.
    </EmptyState>
  );
}
