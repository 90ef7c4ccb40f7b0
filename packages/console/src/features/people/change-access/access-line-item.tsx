import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { permissionSetsQuery } from '../../../api/permission-sets.ts';
import { useSession } from '../../../api/session.ts';
import { AccessEnd } from '../../../shared-ui/access-end/access-end.tsx';
import { PlacePicker, usePlaceIndex } from '../../../shared-ui/place-picker/place-picker.tsx';
import { selectionText } from '../../../shared-ui/place-picker/place-words.ts';
import { SelectionBadge } from '../../../shared-ui/place-picker/selection-badge.tsx';
import { selectionMeaning } from '../../../shared-ui/place-picker/selection-meaning.ts';
import { Tag } from '../../../shared-ui/tag.tsx';
import { exactText } from '../../../shared-ui/time-text.ts';
import type { AccessLine } from './access-lines.ts';

interface AccessLineItemProps {
  readonly line: AccessLine;
  /** Name of the set, where it is known already. */
  readonly name: string | undefined;
  readonly onChange: (line: AccessLine) => void;
  readonly onRemove: () => void;
}

/** One set at its places until its end; opened, places and end can be changed. */
export function AccessLineItem({ line, name: known, onChange, onRemove }: AccessLineItemProps) {
  const [editing, setEditing] = useState(false);
  const session = useSession();
  const sets = useQuery(permissionSetsQuery).data;
  const { index } = usePlaceIndex();
  const name = known ?? sets?.find((set) => set.id === line.setId)?.name ?? 'Permission set';
  const meaning = index ? selectionMeaning(index, line.places) : null;
  const reach =
    session.member.role === 'owner'
      ? 'everywhere'
      : (session.manages['access.member.change'] ?? []);
  return (
    <li>
      <div className="access-line-head">
        <div className="access-line-words">
          <Tag>{name}</Tag>
          <span>{whereText()}</span>
          {meaning ? <SelectionBadge meaning={meaning} /> : null}
          <span className="sub">
            {line.startsAt ? `from ${exactText(line.startsAt)}, ` : ''}
            {line.end.kind === 'at' && line.end.instant
              ? `until ${exactText(line.end.instant)}`
              : 'no end'}
          </span>
        </div>
        <Button
          size="xs"
          aria-expanded={editing}
          aria-label={`${editing ? 'Close' : 'Change'} places and end of ${name}`}
          onClick={() => setEditing(!editing)}
        >
          {editing ? 'Close' : 'Change'}
        </Button>
        <Button
          size="xs"
          color="danger"
          variant="subtle"
          aria-label={`Take away ${name}`}
          onClick={onRemove}
        >
          Take away
        </Button>
      </div>
      {editing ? (
        <div className="stack access-line-form">
          <PlacePicker
            label={`Where ${name} holds`}
            reach={reach}
            value={line.places}
            onChange={(places) => onChange({ ...line, places })}
          />
          <AccessEnd
            label="This access ends"
            value={line.end}
            onChange={(end) => onChange({ ...line, end })}
          />
        </div>
      ) : null}
    </li>
  );

  function whereText(): string {
    if (line.places.kind === 'whole') return 'Whole organization';
    if (line.places.ids.size === 0) return 'at no place yet';
    return index ? selectionText(index, line.places) : `${line.places.ids.size} places`;
  }
}
