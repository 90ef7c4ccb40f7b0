import { TextInput } from '@mantine/core';
import { IconAt } from '@tabler/icons-react';

interface AddressBoxProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onCommit: (text: string) => void;
  readonly onPaste: (text: string) => void;
  readonly error: string | null;
}

/** One field for one address or a thousand: Enter, Tab, comma and semicolon put what is typed on the list. */
export function AddressBox({ value, onChange, onCommit, onPaste, error }: AddressBoxProps) {
  return (
    <TextInput
      aria-label="E-mail addresses"
      className="add-box"
      inputMode="email"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      placeholder="Add an address, then Enter"
      leftSection={<IconAt className="i" aria-hidden />}
      autoFocus
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || value.trim() === '') return;
        const separates = event.key === ',' || event.key === ';';
        // Inside `"Rao, Asha" <…` a comma belongs to the name.
        if (separates && (value.split('"').length % 2 === 0 || !value.includes('@'))) return;
        if (event.key !== 'Enter' && event.key !== 'Tab' && !separates) return;
        event.preventDefault();
        onCommit(value);
      }}
      onBlur={() => {
        if (value.includes('@')) onCommit(value);
      }}
      onPaste={(event) => {
        const text = event.clipboardData.getData('text');
        if (!/[\n\r\t,;@]/u.test(text)) return;
        event.preventDefault();
        onPaste(value.trim() === '' ? text : `${value}${text}`);
      }}
    />
  );
}
