import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useChangesOff } from '../api/session.ts';
import './changing.css';

/** Acts that change something: while nothing can be changed here they stay in view, with the reason. */
export function Changing({ children }: { children: ReactNode }) {
  const reason = useChangesOff();
  if (reason === null) return children;
  return (
    <Tooltip label={reason}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason must be reachable without a mouse */}
      <span className="changing-off" role="note" aria-label={reason} tabIndex={0}>
        <span className="changing-acts" inert>
          {children}
        </span>
      </span>
    </Tooltip>
  );
}
