import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { accessModelQuery } from '../../api/access-model.ts';
import './place-types.css';

interface PlaceTypesProps {
  readonly off: readonly string[];
  readonly onChange: (off: string[]) => void;
}

/** Which of the optional types of places the organization uses; nothing where the model has none. */
export function PlaceTypes({ off, onChange }: PlaceTypesProps) {
  const model = useQuery(accessModelQuery).data;
  const optional = Object.entries(model?.entityTypes ?? {}).filter(([, type]) => type.optional);
  if (optional.length === 0) return null;
  return (
    <fieldset className="stack">
      <legend className="place-types-legend">Types of places</legend>
      <p className="sub">
        A type that is off is offered nowhere. It can be switched off once no place of it is open.
      </p>
      {optional.map(([type, { plural }]) => (
        <Switch
          key={type}
          label={plural}
          checked={!off.includes(type)}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked
                ? off.filter((one) => one !== type)
                : [...off, type].sort(),
            )
          }
        />
      ))}
    </fieldset>
  );
}
