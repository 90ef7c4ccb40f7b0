import type { ImportView } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { PlanPreview } from '../../shared-ui/plan-preview.tsx';

/** Who gains and loses what by the file; asked for when somebody wants to know, for a large file takes a while. */
export function ImportMoves({ view }: { view: ImportView }) {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <div>
        <Button variant="subtle" onClick={() => setOpen(true)}>
          Show who gains and loses what
        </Button>
      </div>
    );
  const write = { method: 'POST', path: `/v1/imports/${view.id}/apply` } as const;
  return <PlanPreview key={view.plannedAt} write={write} onApplies={nobodyWaits} />;
}

/** What can be applied is known already, row by row. */
const nobodyWaits = () => {};
