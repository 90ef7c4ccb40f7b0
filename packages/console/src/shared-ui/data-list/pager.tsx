import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { Page } from '../../api/page.ts';
import { numberText } from '../number-text.ts';
import './data-list.css';

export interface PagerProps {
  readonly name: string;
  readonly page: Page<unknown>;
  /** Number of the first row on this page. */
  readonly from: number;
  readonly onGo: (cursor: string, from: number) => void;
}

/** Where this page stands among all rows, and the way to its neighbours. */
export function Pager({ name, page, from, onGo }: PagerProps) {
  const { previousCursor, nextCursor } = page;
  const last = from + page.data.length - 1;
  return (
    <nav className="pager" aria-label={`Pages of ${name.toLowerCase()}`}>
      <span className="grow" aria-live="polite">
        Showing {numberText(from)}–{numberText(last)} of {numberText(page.total)}
      </span>
      <ActionIcon
        variant="default"
        aria-label="Previous page"
        disabled={previousCursor === null}
        onClick={() => {
          if (previousCursor !== null) onGo(previousCursor, Math.max(1, from - page.data.length));
        }}
      >
        <IconChevronLeft />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label="Next page"
        disabled={nextCursor === null}
        onClick={() => {
          if (nextCursor !== null) onGo(nextCursor, last + 1);
        }}
      >
        <IconChevronRight />
      </ActionIcon>
    </nav>
  );
}
