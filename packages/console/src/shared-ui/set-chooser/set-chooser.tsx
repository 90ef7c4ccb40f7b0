import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { inSentence, wordsOf } from '../../api/model-words.ts';
import { countText } from '../number-text.ts';
import { modelGraph, permissionLabel } from '../permission-matrix/model-graph.ts';
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

/** What: permission sets, each with its description and what it contains; one alone where the access model gives one for each person. */
export function SetChooser({ sets, model, value, onChange, onCreate }: SetChooserProps) {
  const name = useId();
  const words = wordsOf(model);
  const one = model.assignment === 'one_set';
  const [search, setSearch] = useState('');
  const [onlyChosen, setOnlyChosen] = useState(false);
  const typed = search.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  const shown = sets.filter((set) => {
    if (onlyChosen && !value.has(set.id)) return false;
    const text = searchableText(set, model);
    return typed.every((word) => text.includes(word));
  });
  const groups = [
    ['Standard', shown.filter((set) => set.kind !== 'custom')],
    ['Custom', shown.filter((set) => set.kind === 'custom')],
  ] as const;

  const toggle = (id: PermissionSetId) => {
    if (one) return onChange(new Set([id]));
    const next = new Set(value);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };

  const theOne = sets.find(({ id }) => value.has(id));
  const chosenOne = theOne ? `${theOne.name} chosen` : `No ${words.set} chosen yet`;

  return (
    <div className="set-chooser">
      <div className="line">
        <TextInput
          type="search"
          className="grow"
          aria-label={`Search ${inSentence(words.permissionSets)}`}
          placeholder="Name, description or permission"
          leftSection={<IconSearch className="i" aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {onCreate ? (
          <Button leftSection={<IconPlus />} onClick={onCreate}>
            Create a {words.set}
          </Button>
        ) : null}
      </div>
      <div className="line sub" role="status">
        <b>{one ? chosenOne : `${countText(value.size, words.set, words.sets)} chosen`}</b>
        <span className="grow" />
        {!one && (value.size > 0 || onlyChosen) ? (
          <Checkbox
            label="Only chosen"
            checked={onlyChosen}
            onChange={(event) => setOnlyChosen(event.currentTarget.checked)}
          />
        ) : null}
      </div>
      {shown.length === 0 ? (
        <p className="sub set-none">
          {sets.length === 0
            ? `There are no ${inSentence(words.permissionSets)} yet.`
            : `No ${words.set} matches.`}
        </p>
      ) : null}
      {groups.map(([title, list]) =>
        list.length > 0 ? (
          <section key={title} aria-label={`${title} ${words.sets}`}>
            <h3 className="set-group">{title}</h3>
            <ul className="set-list">
              {list.map((set) => (
                <SetLine
                  key={set.id}
                  set={set}
                  model={model}
                  oneOf={one ? name : null}
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
  /** The name that the choices of one share; null where several can be chosen. */
  readonly oneOf: string | null;
  readonly chosen: boolean;
  readonly onToggle: () => void;
}

function SetLine({ set, model, oneOf, chosen, onToggle }: SetLineProps) {
  const [open, setOpen] = useState(false);
  const contentsId = useId();
  const reasonId = useId();
  const choice = {
    className: 'grow',
    label: <b>{set.name}</b>,
    description: set.description || undefined,
    checked: chosen,
    'aria-disabled': set.mayHandOut ? undefined : true,
    'aria-describedby': set.mayHandOut ? undefined : reasonId,
    onChange: () => {
      if (set.mayHandOut || chosen) onToggle();
    },
  };
  return (
    <li className={chosen ? 'set-line set-line-chosen' : 'set-line'}>
      <div className="line set-line-head">
        {oneOf === null ? <Checkbox {...choice} /> : <Radio {...choice} name={oneOf} />}
        <Button
          size="xs"
          variant="subtle"
          aria-expanded={open}
          aria-controls={contentsId}
          onClick={() => setOpen(!open)}
        >
          {countText(
            modelGraph(model).closure(set.permissions).length,
            'permission',
            'permissions',
          )}
          <span className="sr"> in {set.name}</span>
        </Button>
      </div>
      {set.mayHandOut ? null : (
        <p id={reasonId} className="sub set-reason">
          You may not hand out this {wordsOf(model).set}. Ask an {inSentence(wordsOf(model).owner)}.
        </p>
      )}
      <div id={contentsId}>
        {open ? <SetContents permissions={set.permissions} model={model} /> : null}
      </div>
    </li>
  );
}

function searchableText(set: PermissionSet, model: AccessModelView): string {
  const held = modelGraph(model).closure(set.permissions);
  const labels = held.map((permission) => permissionLabel(model, permission));
  return [set.name, set.description, ...labels].join('\n').toLocaleLowerCase();
}
