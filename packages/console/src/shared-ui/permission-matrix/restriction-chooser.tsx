import type { AccessModelView } from '@latchkey/contract';
import { Checkbox } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useId } from 'react';
import { masksText } from './masks-text.ts';

interface RestrictionChooserProps {
  readonly model: AccessModelView;
  readonly value: readonly string[];
  /** Left out where the set can only be read. */
  readonly onChange?: ((value: readonly string[]) => void) | undefined;
}

/** Rules that bind whoever holds the set, each with what it hides. */
export function RestrictionChooser({ model, value, onChange }: RestrictionChooserProps) {
  const titleId = useId();
  // What is only read is read for what it carries.
  const restrictions = Object.entries(model.restrictions).filter(
    ([key]) => onChange !== undefined || value.includes(key),
  );
  if (restrictions.length === 0) return null;
  const toggle = (key: string) =>
    onChange?.(value.includes(key) ? value.filter((each) => each !== key) : [...value, key].sort());
  return (
    <section className="frame" aria-labelledby={titleId}>
      <header className="panel-header">
        <div>
          <h2 id={titleId}>Restrictions</h2>
          <p className="sub">These win over everything above, in every set that a person holds.</p>
        </div>
      </header>
      <ul className="restrictions">
        {restrictions.map(([key, { label, description, hidesModules, masks }]) => {
          const hidden = hidesModules.map((module) => model.modules[module]?.label ?? module);
          const masked = masksText(masks);
          return (
            <li key={key}>
              <Checkbox
                label={<b>{label}</b>}
                description={description}
                checked={value.includes(key)}
                aria-disabled={onChange ? undefined : true}
                onChange={() => toggle(key)}
              />
              {masked ? <p className="sub restriction-effect">{masked}</p> : null}
              <p
                className={`restriction-effect ${value.includes(key) && hidden.length > 0 ? 'danger' : 'dim'}`}
              >
                <IconEyeOff className="i" aria-hidden />
                {hidden.length > 0 ? `Hides: ${hidden.join(', ')}` : 'Hides no module.'}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
