import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { countText } from '../number-text.ts';
import { SetContents } from './set-contents.tsx';
import './set-chooser.css';

interface SetChooserProps {
  readonly sets: readonly PermissionSet[];
  readonly model: AccessModelView;
  readonly value: ReadonlySet<PermissionSetId>;
  readonly onChange: (value: ReadonlySet<PermissionSetId>) => void;
  /** Makes a new set without leaving the place; left out where that is not possible. */
  readonly onCreate?: (() => void) | undefined;
}

/** What: one or more permission sets, each with its description and what it contains. */
export function SetChooser({ sets, model, value, onChange, onCreate }: SetChooserProps) {
  const [search, setSearch] = useState('');
  const [onlyChosen, setOnlyChosen] = useState(false);
  const words = search.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  const shown = sets.filter((set) => {
    if (onlyChosen && !value.has(set.id)) return false;
    const text = searchableText(set, model);
    return words.every((word) => text.includes(word));
  });
  const groups = [
    ['Standard', shown.filter((set) => set.kind !== 'custom')],
    ['Custom', shown.filter((set) => set.kind === 'custom')],
  ] as const;

  const toggle = (id: PermissionSetId) => {
    const next = new Set(value);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };

  return (
    <div className="set-chooser">
      <div className="line">
        <TextInput
          type="search"
          className="grow"
          aria-label="Search permission sets"
          placeholder="Name, description or permission"
          leftSection={<IconSearch className="i" aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {onCreate ? (
          <Button leftSection={<IconPlus />} onClick={onCreate}>
            Create a set
          </Button>
        ) : null}
      </div>
      <div className="line sub" role="status">
        <b>{countText(value.size, 'set', 'sets')} chosen</b>
        <span className="grow" />
        {value.size > 0 || onlyChosen ? (
          <Checkbox
            label="Only chosen"
            checked={onlyChosen}
            onChange={(event) => setOnlyChosen(event.currentTarget.checked)}
          />
        ) : null}
      </div>
      {shown.length === 0 ? (
        <p className="sub set-none">
          {sets.length === 0 ? 'There are no permission sets yet.' : 'No set matches.'}
        </p>
      ) : null}
      {groups.map(([title, list]) =>
        list.length > 0 ? (
          <section key={title} aria-label={`${title} sets`}>
            <h3 className="set-group">{title}</h3>
            <ul className="set-list">
              {list.map((set) => (
                <SetLine
                  key={set.id}
                  set={set}
                  model={model}
                  chosen={value.has(set.id)}
                  onToggle={() => toggle(set.id)}
                />
              ))}
            </ul>
          </section>
        ) : null,
      )}
    </div>
  );
}

interface SetLineProps {
  readonly set: PermissionSet;
  readonly model: AccessModelView;
  readonly chosen: boolean;
  readonly onToggle: () => void;
}

function SetLine({ set, model, chosen, onToggle }: SetLineProps) {
  const [open, setOpen] = useState(false);
  const contentsId = useId();
  const reasonId = useId();
  return (
    <li className={chosen ? 'set-line set-line-chosen' : 'set-line'}>
      <div className="line set-line-head">
        <Checkbox
          className="grow"
          label={<b>{set.name}</b>}
          description={set.description || undefined}
          checked={chosen}
          aria-disabled={set.mayHandOut ? undefined : true}
          aria-describedby={set.mayHandOut ? undefined : reasonId}
          onChange={() => {
            if (set.mayHandOut || chosen) onToggle();
          }}
        />
        <Button
          size="xs"
          variant="subtle"
          aria-expanded={open}
          aria-controls={contentsId}
          onClick={() => setOpen(!open)}
        >
          {countText(set.permissions.length, 'permission', 'permissions')}
          <span className="sr"> in {set.name}</span>
        </Button>
      </div>
      {set.mayHandOut ? null : (
        <p id={reasonId} className="sub set-reason">
          You may not hand out this set. Ask an owner.
        </p>
      )}
      <div id={contentsId}>
        {open ? <SetContents permissions={set.permissions} model={model} /> : null}
      </div>
    </li>
  );
}

function searchableText(set: PermissionSet, model: AccessModelView): string {
  const labels = Object.values(model.modules).flatMap((module) =>
    Object.entries(module.permissions).flatMap(([key, permission]) =>
      set.permissions.includes(key) ? [permission.label] : [],
    ),
  );
  return [set.name, set.description, ...labels].join('\n').toLocaleLowerCase();
}
