import type { EntityId } from '@latchkey/engine';
import { ActionIcon, Radio } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { PlaceIndex, PlaceRow } from './place-index.ts';
import { addPlaces, listInstead, removePlaces } from './place-selection.ts';
import { countedText, ofCountedText, placeTitle } from './place-words.ts';
import type { SelectedLine } from './selected-lines.ts';

interface SelectedLineItemProps {
  readonly index: PlaceIndex;
  readonly ids: ReadonlySet<EntityId>;
  readonly line: SelectedLine;
  readonly onChange: (ids: ReadonlySet<EntityId>) => void;
}

/** One line of the selection. A branch asks in words: all of it with what comes later, or today's list. */
export function SelectedLineItem({ index, ids, line, onChange }: SelectedLineItemProps) {
  const row = line.kind === 'list' ? line.within : line.row;
  const title = placeTitle(index, row);
  const idsOf = (rows: readonly PlaceRow[]) => rows.flatMap((each) => index.ids[each] ?? []);
  const away = line.kind === 'list' ? idsOf(line.rows) : [line.id];
  return (
    <li className="place-line">
      <div className="place-line-title">
        <span className="grow">
          <b>{title}</b>
          {line.kind === 'single' && index.codes[row] !== title ? (
            <span className="mono dim place-line-code"> {index.codes[row]}</span>
          ) : null}
        </span>
        <ActionIcon
          aria-label={`Take out ${title}`}
          onClick={() => onChange(removePlaces(ids, away))}
        >
          <IconX />
        </ActionIcon>
      </div>
      {line.kind === 'single' ? null : (
        <BranchMeaning index={index} ids={ids} line={line} row={row} onChange={onChange} />
      )}
      {line.kind === 'list' ? (
        <details className="place-line-names">
          <summary className="sub">Show them</summary>
          <ul>
            {line.rows.slice(0, 200).map((each) => (
              <li key={each} className="place-line-title">
                <span className="grow ellipsis">{index.names[each]}</span>
                <ActionIcon
                  aria-label={`Take out ${index.names[each]}`}
                  onClick={() => onChange(removePlaces(ids, idsOf([each])))}
                >
                  <IconX />
                </ActionIcon>
              </li>
            ))}
          </ul>
          {line.rows.length > 200 ? <p className="sub">and {line.rows.length - 200} more</p> : null}
        </details>
      ) : null}
    </li>
  );
}

interface BranchMeaningProps {
  readonly index: PlaceIndex;
  readonly ids: ReadonlySet<EntityId>;
  readonly line: Exclude<SelectedLine, { kind: 'single' }>;
  readonly row: PlaceRow;
  readonly onChange: (ids: ReadonlySet<EntityId>) => void;
}

function BranchMeaning({ index, ids, line, row, onChange }: BranchMeaningProps) {
  const { many } = index.countedLabel;
  const listed = line.kind === 'list' ? line.rows.length : line.count;
  const all = line.kind === 'branch' || line.rows.length === line.of;
  if (listed === 0) return <p className="sub">No {many} yet; those opened later are included.</p>;
  return (
    <Radio.Group
      aria-label={`What ${placeTitle(index, row)} means`}
      value={line.kind}
      onChange={(kind) =>
        onChange(kind === 'branch' ? addPlaces(index, ids, [row]) : listInstead(index, ids, row))
      }
    >
      <Radio
        value="branch"
        label={`All of ${placeTitle(index, row)}, including ${many} opened later`}
      />
      <Radio
        value="list"
        label={
          all
            ? `${listed === 1 ? 'This' : 'These'} ${countedText(index, listed)} only`
            : `These ${ofCountedText(index, listed, line.kind === 'list' ? line.of : listed)} only`
        }
      />
    </Radio.Group>
  );
}
