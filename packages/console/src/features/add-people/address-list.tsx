import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { AddressLine } from './address-line.tsx';
import type { Standing } from './address-standing.ts';
import type { EnteredAddresses } from './entered-addresses.ts';

interface AddressListProps {
  readonly standings: readonly Standing[];
  readonly entries: EnteredAddresses;
  readonly onEntries: (entries: EnteredAddresses) => void;
}

const plainAtMost = 30;

/** One line per address; a long list keeps only the lines in view in the page. */
export function AddressList(props: AddressListProps) {
  if (props.standings.length > plainAtMost) return <LongList {...props} />;
  return (
    <ul className="add-lines" aria-label="Addresses">
      {props.standings.map((standing) => (
        <li key={standing.entry.key}>
          <AddressLine standing={standing} entries={props.entries} onEntries={props.onEntries} />
        </li>
      ))}
    </ul>
  );
}

function LongList({ standings, entries, onEntries }: AddressListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: standings.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 44,
    overscan: 8,
    getItemKey: (at) => standings[at]?.entry.key ?? at,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer
    <section ref={scroller} className="add-scroll" aria-label="Addresses, scrolling" tabIndex={0}>
      <ul aria-label="Addresses" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const standing = standings[item.index];
          return standing ? (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              aria-setsize={standings.length}
              aria-posinset={item.index + 1}
              className="add-long-line"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <AddressLine standing={standing} entries={entries} onEntries={onEntries} />
            </li>
          ) : null;
        })}
      </ul>
    </section>
  );
}
