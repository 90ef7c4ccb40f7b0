import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { distanceText, fromLocalInput, toLocalInput, utcText } from './time-text.ts';

interface DateTimeFieldProps {
  readonly label: ReactNode;
  readonly value: string | null;
  readonly onChange: (instant: string | null) => void;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
}

/** Date and time in the reader's zone, with the distance and UTC said below. */
export function DateTimeField({ label, value, onChange, description, error }: DateTimeFieldProps) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={
        description ?? (value ? `${distanceText(value)} · ${utcText(value)}` : `Your time, ${zone}`)
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={error}
      value={value ? toLocalInput(value) : ''}
      onChange={(event) => onChange(fromLocalInput(event.currentTarget.value))}
    />
  );
}
