import type { EntityId } from '@latchkey/engine';
import { ActionIcon, Radio } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { numberText } from '../number-text.ts';
import { Tag } from '../tag.tsx';
import { FoldedNames } from './folded-names.tsx';
import type { PlaceIndex, PlaceRow } from './place-index.ts';
import { addPlaces, listInstead, removePlaces } from './place-selection.ts';
import { countedText, ofCountedText, placeTitle } from './place-words.ts';
import type { SelectedLine } from './selected-lines.ts';
import { SelectionBadge } from './selection-badge.tsx';

interface SelectedLineItemProps {
  readonly index: PlaceIndex;
  readonly ids: ReadonlySet<EntityId>;
  readonly line: SelectedLine;
  readonly onChange: (ids: ReadonlySet<EntityId>) => void;
}

/** One line of the selection. A branch asks in words: all of it with what comes later, or today's list. */
export function SelectedLineItem({ index, ids, line, onChange }: SelectedLineItemProps) {
  const row = line.kind === 'list' ? line.within : line.row;
  const title = lineTitle(index, line);
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
        {index.closed[row] ? <Tag plain>Closed</Tag> : null}
        {line.kind === 'single' ? null : (
          <SelectionBadge meaning={line.kind === 'branch' ? 'rule' : listMeaning(index, line)} />
        )}
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
      {line.kind === 'list' && line.except.length > 0 ? (
        <FoldedNames
          index={index}
          label="Left out"
          rows={line.except}
          act={(each) => (
            <ActionIcon
              aria-label={`Choose ${index.names[each]}`}
              onClick={() => onChange(addPlaces(index, ids, [each]))}
            >
              <IconPlus />
            </ActionIcon>
          )}
        />
      ) : null}
      {line.kind === 'list' ? (
        <FoldedNames
          index={index}
          label="Chosen"
          rows={line.rows}
          act={(each) => (
            <ActionIcon
              aria-label={`Take out ${index.names[each]}`}
              onClick={() => onChange(removePlaces(ids, idsOf([each])))}
            >
              <IconX />
            </ActionIcon>
          )}
        />
      ) : null}
    </li>
  );
}

/** `West zone except 3` */
function lineTitle(index: PlaceIndex, line: SelectedLine): string {
  if (line.kind !== 'list') return placeTitle(index, line.row);
  const title = placeTitle(index, line.within);
  const left = line.except.reduce((sum, row) => sum + (index.totals[row] ?? 0), 0);
  return left === 0 ? title : `${title} except ${numberText(left)}`;
}

const listMeaning = (index: PlaceIndex, { rows }: Extract<SelectedLine, { kind: 'list' }>) =>
  rows.every((row) => index.lowest[row]) ? 'list' : 'both';

interface BranchMeaningProps {
  readonly index: PlaceIndex;
  readonly ids: ReadonlySet<EntityId>;
  readonly line: Exclude<SelectedLine, { kind: 'single' }>;
  readonly row: PlaceRow;
  readonly onChange: (ids: ReadonlySet<EntityId>) => void;
}

function BranchMeaning({ index, ids, line, row, onChange }: BranchMeaningProps) {
  const { many } = index.countedLabel;
  if (line.kind === 'branch' && line.count === 0) {
    return <p className="sub">No {many} yet; those opened later are included.</p>;
  }
  const all = line.kind === 'branch' || line.count === line.of;
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
            ? `${line.count === 1 ? 'This' : 'These'} ${countedText(index, line.count)} only`
            : `These ${ofCountedText(index, line.count, line.of)} only`
        }
      />
    </Radio.Group>
  );
}
