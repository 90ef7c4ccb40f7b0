import { IconChevronDown } from '@tabler/icons-react';
import { Initials } from '../../../shared-ui/initials.tsx';
import { Tag } from '../../../shared-ui/tag.tsx';
import { TableBox } from './table-box.tsx';
import type { TableModule } from './table-columns.ts';
import type { ShownRow } from './table-row.ts';

interface TableCardsProps {
  readonly label: string;
  readonly modules: readonly TableModule[];
  readonly rows: readonly ShownRow[];
  readonly onClick: (row: ShownRow['row'], permission: string) => void;
}

/** On a phone: a card for each person, which opens to the permissions below one another. */
export function TableCards({ label, modules, rows, onClick }: TableCardsProps) {
  return (
    <ul className="access-cards" aria-label={label}>
      {rows.map(({ row, sub, stateOf, holdsNothing }) => (
        <li key={row.memberId} className="frame">
          <details className={holdsNothing ? 'access-table-none' : undefined}>
            <summary className="access-card-head">
              <Initials name={row.name || row.address} you={row.you} />
              <span className="access-table-lines grow">
                <span className="access-table-name">
                  <b className="ellipsis">{row.name || row.address}</b>
                  {row.you ? <Tag plain>You</Tag> : null}
                </span>
                <span className="sub">{sub}</span>
              </span>
              <IconChevronDown className="i access-card-arrow" aria-hidden />
            </summary>
            {modules.map((module) => (
              <section key={module.key} aria-label={module.label}>
                <h3 className="access-card-module">{module.label}</h3>
                <ul>
                  {module.columns.map(({ permission, label: name }) => {
                    const state = stateOf(permission);
                    return (
                      <li key={permission} className="access-card-line">
                        <TableBox
                          state={state}
                          label={`${row.name || row.address}, ${module.label}: ${name}`}
                          reachable
                          onClick={() => onClick(row, permission)}
                        />
                        <button
                          type="button"
                          tabIndex={-1}
                          className="access-card-name"
                          disabled={state.kind !== 'box'}
                          onClick={() => onClick(row, permission)}
                        >
                          {name}
                          {state.kind === 'box' ? null : <span className="sub">{state.why}</span>}
                        </button>
                      </li>
                    );
                  })}
                </ul>
              </section>
            ))}
          </details>
        </li>
      ))}
    </ul>
  );
}
