import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { organizationQuery } from '../../api/organization.ts';
import { AddressActs } from './address-acts.tsx';
import type { Standing } from './address-standing.ts';
import { addressWords } from './address-words.ts';
import { correctEntered, type EnteredAddresses, takeOut } from './entered-addresses.ts';

interface AddressLineProps {
  readonly standing: Standing;
  readonly entries: EnteredAddresses;
  readonly onEntries: (entries: EnteredAddresses) => void;
}

/** One address: how it stands, why, and the way out. */
export function AddressLine({ standing, entries, onEntries }: AddressLineProps) {
  const { entry } = standing;
  const organization = useQuery(organizationQuery);
  const [editing, setEditing] = useState(false);
  const name = entry.name.trim() || standing.checked?.name;
  const words = addressWords(standing, organization.data?.allowedDomains ?? []);
  return (
    <div className={`add-line add-line-${words.tone}`}>
      {editing ? (
        <AddressEdit
          entered={entry.entered}
          onDone={(text) => {
            setEditing(false);
            if (text !== null) onEntries(correctEntered(entries, entry.key, text));
          }}
        />
      ) : (
        <span className="add-who" title={entry.entered}>
          <bdi className="ellipsis">
            {name ? (standing.checked?.address ?? entry.entered) : entry.entered}
          </bdi>
          {name ? <span className="sub ellipsis">{name}</span> : null}
        </span>
      )}
      <span className="add-standing">
        <span className={`line add-state ${words.tone === 'neutral' ? 'dim' : words.tone}`}>
          <words.icon className="i" aria-hidden />
          <b>{words.state}</b>
        </span>
        <span className="sub">{words.detail}</span>
      </span>
      <span className="line add-acts">
        <AddressActs
          standing={standing}
          entries={entries}
          onEntries={onEntries}
          onEdit={() => setEditing(true)}
        />
        <ActionIcon
          size="xs"
          aria-label={`Take ${entry.entered} off the list`}
          onClick={() => onEntries(takeOut(entries, new Set([entry.key])))}
        >
          <IconX />
        </ActionIcon>
      </span>
    </div>
  );
}

/** The address in place: Enter keeps it, Escape puts the old one back. */
function AddressEdit({
  entered,
  onDone,
}: {
  entered: string;
  onDone: (text: string | null) => void;
}) {
  const [text, setText] = useState(entered);
  return (
    <input
      className="add-edit"
      aria-label={`Correct ${entered}`}
      // biome-ignore lint/a11y/noAutofocus: opened to be typed into
      autoFocus
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => onDone(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(text);
        if (event.key === 'Escape') onDone(null);
      }}
    />
  );
}
