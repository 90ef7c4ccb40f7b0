import type { AccessModelView, PermissionSet, PermissionSetCreate } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { wordsOf } from '../../api/model-words.ts';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { countText } from '../number-text.ts';
import { ProblemNote } from '../problem-note.tsx';
import { HandOutChooser } from './hand-out-chooser.tsx';
import { modelGraph } from './model-graph.ts';
import { PermissionMatrix } from './permission-matrix.tsx';
import { RestrictionChooser } from './restriction-chooser.tsx';
import { mayGive, type SetDraft, startDraft } from './set-draft.ts';

interface NewSetFormProps {
  readonly model: AccessModelView;
  readonly sets: readonly PermissionSet[];
  /** The set that is copied; null to begin from scratch. */
  readonly source: PermissionSet | null;
  /** What the button says: "Create set". */
  readonly act: string;
  readonly onCreated: (id: PermissionSetId) => void;
  readonly onCancel: () => void;
  readonly onDirty?: (dirty: boolean) => void;
}

/** A custom set from scratch or from another one: name, description, permissions, what it may hand out. */
export function NewSetForm(props: NewSetFormProps) {
  const { model, sets, act, onCreated, onCancel } = props;
  const words = wordsOf(model);
  const [source, setSource] = useState(props.source);
  const [name, setName] = useState(props.source ? `${props.source.name} (custom)` : '');
  const [description, setDescription] = useState(props.source?.description ?? '');
  const [mayGrant, setMayGrant] = useState(props.source?.mayGrant ?? []);
  const [restrictions, setRestrictions] = useState<readonly string[]>(
    props.source?.restrictions ?? [],
  );
  const [draft, setDraft] = useState(() => draftFrom(props.source, model));
  const [asked, setAsked] = useState(false);
  const refresh = useRefresh();
  const create = useMutation({
    mutationFn: () => {
      const body: PermissionSetCreate = {
        name: name.trim(),
        description: description.trim(),
        permissions: [...draft.permissions],
        mayGrant: mayGrant === '*' ? '*' : [...mayGrant],
        restrictions: [...restrictions],
        copiedFrom: source?.id ?? null,
      };
      return request<{ id: PermissionSetId }>('POST', '/v1/permission-sets', { body });
    },
    onSuccess: async ({ id }) => {
      props.onDirty?.(false);
      await refresh();
      onCreated(id);
    },
  });
  const problem = create.error ? toProblem(create.error) : null;
  const nameTaken = problem?.code === 'set_name_taken';
  const nameError = nameErrorOf();
  function nameErrorOf(): string | null {
    if (asked && name.trim() === '') return 'Enter a name.';
    return nameTaken ? `Another ${words.set} has this name. Choose another one.` : null;
  }

  const begin = (id: string) => {
    const next = sets.find((set) => set.id === id) ?? null;
    setSource(next);
    setDraft(draftFrom(next, model));
    setMayGrant(next?.mayGrant ?? []);
    setRestrictions(next?.restrictions ?? []);
    if (next && name.trim() === '') setName(`${next.name} (custom)`);
  };
  const graph = modelGraph(model);
  const leftOut =
    source?.permissions.filter((permission) => !mayGive(model.held, graph, permission)).length ?? 0;
  const touched = () => props.onDirty?.(true);

  return (
    <form
      className="stack"
      noValidate
      onChange={touched}
      onSubmit={(event) => {
        event.preventDefault();
        // Inside another page's form the press must not be taken for that page's own.
        event.stopPropagation();
        setAsked(true);
        if (name.trim() !== '' && draft.permissions.length > 0) create.mutate();
      }}
    >
      {problem && !nameTaken ? <ProblemNote problem={problem} /> : null}
      <TextInput
        label="Name"
        required
        maxLength={100}
        value={name}
        error={nameError}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label="Description"
        description={`Who needs it, and for what. Shown wherever the ${words.set} can be chosen.`}
        maxLength={500}
        autosize
        minRows={2}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <NativeSelect
        label="Begin with"
        value={source?.id ?? ''}
        data={[
          { value: '', label: scratchText(model) },
          ...sets.map((set) => ({ value: set.id, label: `A copy of ${set.name}` })),
        ]}
        onChange={(event) => begin(event.currentTarget.value)}
      />
      {leftOut > 0 ? (
        <p className="sub">
          {countText(leftOut, 'permission', 'permissions')} of {source?.name} left out: you do not
          hold {leftOut === 1 ? 'it' : 'them'} yourself.
        </p>
      ) : null}
      <PermissionMatrix
        model={model}
        draft={draft}
        restrictions={restrictions}
        onChange={(next) => {
          touched();
          setDraft(next);
        }}
        label={`Permissions of the new ${words.set}`}
      />
      {asked && draft.permissions.length === 0 ? (
        <p role="alert" className="danger">
          Tick one permission at least; without any the {words.set} lets nobody do anything.
        </p>
      ) : null}
      <HandOutChooser
        sets={sets}
        model={model}
        permissions={draft.permissions}
        value={mayGrant}
        onChange={(next) => {
          touched();
          setMayGrant(next);
        }}
      />
      <RestrictionChooser
        model={model}
        value={restrictions}
        onChange={(next) => {
          touched();
          setRestrictions(next);
        }}
      />
      <div className="line new-set-acts">
        <span className="sub grow" role="status">
          {countText(
            modelGraph(model).closure(draft.permissions).length,
            'permission',
            'permissions',
          )}
        </span>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="filled" loading={create.isPending}>
          {act}
        </Button>
      </div>
    </form>
  );
}

/** From scratch is not always empty: the access model may tick what everybody needs. */
function scratchText(model: AccessModelView): string {
  return draftFrom(null, model).permissions.length > 0
    ? 'From scratch, with the usual permissions ticked'
    : 'From scratch, with nothing ticked';
}

/** A copy leaves out what its author may not give; from scratch begins with the model's usual ticks. */
function draftFrom(source: PermissionSet | null, model: AccessModelView): SetDraft {
  const graph = modelGraph(model);
  const wanted = source
    ? source.permissions
    : Object.values(model.modules).flatMap((module) =>
        Object.entries(module.permissions).flatMap(([key, permission]) =>
          permission.selectedByDefault ? [key] : [],
        ),
      );
  return startDraft(wanted.filter((permission) => mayGive(model.held, graph, permission)));
}
