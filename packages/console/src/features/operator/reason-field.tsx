import { Textarea } from '@mantine/core';

interface ReasonFieldProps {
  /** Who will read it. */
  readonly readers: string;
  readonly value: string;
  readonly onChange: (reason: string) => void;
}

/** Shorter than this is no reason. */
const fewestCharacters = 3;

export const isReason = (text: string) => text.trim().length >= fewestCharacters;

/** Why an operator does this; it stands in the organization's own log. */
export function ReasonField({ readers, value, onChange }: ReasonFieldProps) {
  return (
    <Textarea
      label="Reason"
      description={`${readers} read it in their activity.`}
      autosize
      minRows={2}
      maxRows={5}
      maxLength={500}
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
