import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import { Checkbox, Radio } from '@mantine/core';
import { wordsOf } from '../../api/model-words.ts';
import { modelGraph } from './model-graph.ts';

type MayGrant = PermissionSet['mayGrant'];

interface HandOutChooserProps {
  readonly sets: readonly PermissionSet[];
  readonly model: AccessModelView;
  readonly permissions: readonly string[];
  readonly value: MayGrant;
  /** Left out where the set can only be read. */
  readonly onChange?: ((value: MayGrant) => void) | undefined;
}

const managing = ['access.member.invite', 'access.member.change'];

/** Which sets somebody with this set may give to others. */
export function HandOutChooser({ sets, model, permissions, value, onChange }: HandOutChooserProps) {
  const words = wordsOf(model);
  const held = modelGraph(model).closure(permissions);
  const manages = managing.some((permission) => held.includes(permission));
  const chosen = new Set<PermissionSetId>(value === '*' ? [] : value);
  const kind = value === '*' ? 'all' : value.length > 0 ? 'some' : 'none';
  if (!manages && kind === 'none') return null;

  // What was listed before may stay; what is added must be the author's to hand out.
  const mayList = (set: PermissionSet) => set.mayHandOut || chosen.has(set.id);

  const toggle = (id: PermissionSetId) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange?.([...next]);
  };
  return (
    <section className="frame hand-out">
      <Radio.Group
        label={`${words.permissionSets} that its holder may hand out`}
        description="Nobody can give more than they hold themselves, whatever is chosen here."
        value={kind}
        readOnly={!onChange}
        onChange={(next) =>
          onChange?.(
            next === 'all'
              ? '*'
              : next === 'none'
                ? []
                : sets
                    .filter(mayList)
                    .slice(0, 1)
                    .map((set) => set.id),
          )
        }
      >
        <Radio value="none" label="None" disabled={!onChange && kind !== 'none'} />
        <Radio
          value="all"
          label={`Every ${words.set} within the holder’s own permissions`}
          disabled={!onChange && kind !== 'all'}
        />
        <Radio value="some" label="Only these" disabled={!onChange && kind !== 'some'} />
      </Radio.Group>
      {kind === 'some' ? (
        <fieldset className="hand-out-sets">
          <legend className="sr">Sets to hand out</legend>
          {sets.map((set) => (
            <Checkbox
              key={set.id}
              label={set.name}
              checked={chosen.has(set.id)}
              description={mayList(set) ? undefined : 'Not yours to hand out'}
              aria-disabled={onChange && mayList(set) ? undefined : true}
              onChange={() => {
                if (mayList(set)) toggle(set.id);
              }}
            />
          ))}
        </fieldset>
      ) : null}
    </section>
  );
}
