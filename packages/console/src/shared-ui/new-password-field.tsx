import { PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';

interface NewPasswordFieldProps {
  readonly label?: string;
  readonly value: string;
  readonly onChange: (password: string) => void;
  readonly error?: ReactNode;
}

/** A password to be set: the rule stands below, pasting and password managers are welcome. */
export function NewPasswordField({
  label = 'New password',
  value,
  onChange,
  error,
}: NewPasswordFieldProps) {
  return (
    <PasswordInput
      label={label}
      description="12 characters or more, without your address in it. A few words in a row are fine."
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      autoComplete="new-password"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      visibilityToggleButtonProps={{ 'aria-label': 'Show password', tabIndex: 0 }}
    />
  );
}
