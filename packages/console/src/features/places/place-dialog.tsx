import type { ChangeReceipt, Entity, EntityCreate, EntityUpdate } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import { Button, NativeSelect, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accessModelQuery } from '../../api/access-model.ts';
import { toProblem } from '../../api/api-problem.ts';
import { entityTreeQuery } from '../../api/entity-tree.ts';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { Dialog } from '../../shared-ui/dialog.tsx';
import { typesInUse } from '../../shared-ui/place-words.ts';
import { PlanPreview } from '../../shared-ui/plan-preview.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { useToast } from '../../shared-ui/use-toast.tsx';

interface PlaceDialogProps {
  /** Null: a new place. */
  readonly place: Entity | null;
  /** Where a new place is put at first. */
  readonly parent: Entity | null;
  readonly onClose: () => void;
}

/** Adds a place, or changes its name, code, city and where it lies. */
export function PlaceDialog({ place, parent, onClose }: PlaceDialogProps) {
  const toast = useToast();
  const refresh = useRefresh();
  const model = useQuery(accessModelQuery).data;
  const tree = useQuery(entityTreeQuery).data;
  const types = typesInUse(model);
  const [chosenType, setType] = useState<string | null>(place?.type ?? null);
  const type = chosenType ?? types.at(-1)?.[0] ?? '';
  const [code, setCode] = useState(place?.code ?? '');
  const [name, setName] = useState(place?.name ?? '');
  const [city, setCity] = useState(place?.city ?? '');
  const first = (place?.parents ?? (parent ? [parent] : [])).map(
    ({ id, type: of }): [string, EntityId] => [of, id],
  );
  const [parents, setParents] = useState<ReadonlyMap<string, EntityId>>(new Map(first));
  const parentTypes = (model?.entityTypes[type]?.parents ?? []).filter(
    (of) => of !== 'organization' && !model?.typesOff.includes(of),
  );
  const chosenParents = parentTypes.flatMap((of) => parents.get(of) ?? []);
  const movedTo =
    place !== null &&
    place.parents
      .map(({ id }) => id)
      .sort()
      .join() !== [...chosenParents].sort().join()
      ? {
          method: 'PATCH' as const,
          path: `/v1/entities/${place.id}`,
          body: { parents: chosenParents },
        }
      : null;
  const [applies, setApplies] = useState(false);
  const save = useMutation({
    mutationFn: () => {
      const shape = { code, name, city: city.trim() === '' ? null : city, parents: chosenParents };
      if (place === null) {
        const body: EntityCreate = { type, ...shape };
        return request<ChangeReceipt>('POST', '/v1/entities', { body });
      }
      const body: EntityUpdate = shape;
      return request<ChangeReceipt>('PATCH', `/v1/entities/${place.id}`, {
        body,
        ifMatch: place.etag,
      });
    },
    onSuccess: async (receipt) => {
      toast(place === null ? `${name} is added.` : `${name} is saved.`, receipt.changeId);
      onClose();
      await refresh();
    },
  });
  return (
    <Dialog onClose={onClose} title={place === null ? 'Add a place' : `Edit ${place.name}`}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {save.error ? <ProblemNote problem={toProblem(save.error)} /> : null}
        {place === null ? (
          <NativeSelect
            label="Type"
            value={type}
            onChange={(event) => setType(event.currentTarget.value)}
            data={types.map(([value, { label }]) => ({ value, label }))}
          />
        ) : null}
        <TextInput
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="Code"
          description="How files and modules name it. No other place of this type has it."
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <TextInput
          label="City (optional)"
          value={city}
          onChange={(event) => setCity(event.currentTarget.value)}
        />
        {parentTypes.map((of) => (
          <Select
            key={of}
            label={`${model?.entityTypes[of]?.label ?? of} (optional)`}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': 'Take out' }}
            limit={50}
            value={parents.get(of) ?? null}
            onChange={(id) => {
              const next = new Map(parents);
              const row = tree?.rows.find(([of]) => of === id);
              if (row) next.set(of, row[0]);
              else next.delete(of);
              setParents(next);
            }}
            data={(tree?.rows ?? [])
              .filter(([, typeIndex]) => tree?.types[typeIndex] === of)
              .map(([id, , , label]) => ({ value: String(id), label }))}
          />
        ))}
        {movedTo ? <PlanPreview write={movedTo} onApplies={setApplies} /> : null}
        <div className="line" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="filled"
            loading={save.isPending}
            disabled={name.trim() === '' || code.trim() === '' || (movedTo !== null && !applies)}
          >
            {place === null ? 'Add place' : 'Save place'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
