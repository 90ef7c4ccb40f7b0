import { Modal } from '@mantine/core';
import type { ComponentProps } from 'react';
import { useFocusBack } from './use-focus-back.ts';

/** A dialog that is there only while it is open; its opener gets the focus back. */
export function Dialog(props: Omit<ComponentProps<typeof Modal>, 'opened'>) {
  useFocusBack();
  return <Modal opened {...props} />;
}
