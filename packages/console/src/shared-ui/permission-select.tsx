import { Select } from '@mantine/core';
import { useAccessModel } from '../api/access-model.ts';

interface PermissionSelectProps {
  readonly label?: string;
  readonly placeholder?: string;
  readonly clearable?: boolean;
  readonly value: string | undefined;
  readonly onChange: (permission: string | undefined) => void;
}

/** One of the access model's permissions, by its name; in the order of the modules. */
export function PermissionSelect(props: PermissionSelectProps) {
  const { label = 'May do', placeholder = 'An act', clearable = false, value, onChange } = props;
  const { modules } = useAccessModel();
  return (
    <Select
      label={label}
      placeholder={placeholder}
      searchable
      clearable={clearable}
      clearButtonProps={{ 'aria-label': 'Clear' }}
      nothingFoundMessage="No such act"
      value={value ?? null}
      onChange={(permission) => onChange(permission ?? undefined)}
      data={Object.values(modules).map((module) => ({
        group: module.label,
        items: Object.entries(module.permissions).map(([key, permission]) => ({
          value: key,
          label: permission.label,
        })),
      }))}
    />
  );
}
