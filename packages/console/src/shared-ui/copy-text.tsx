import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import './copy-text.css';

interface CopyTextProps {
  readonly text: string;
  readonly label: string;
  readonly children: ReactNode;
  /** Said in words, where what is copied is not what is read. */
  readonly words?: boolean;
}

/** A value that people carry elsewhere: one press copies it. */
export function CopyText({ text, label, children, words = false }: CopyTextProps) {
  const clipboard = useClipboard();
  return (
    <button
      type="button"
      className={words ? 'copy-text sub' : 'copy-text mono'}
      title={label}
      onClick={() => clipboard.copy(text)}
    >
      <span>{children}</span>
      {clipboard.copied ? (
        <IconCheck className="i" aria-hidden />
      ) : (
        <IconCopy className="i" aria-hidden />
      )}
      <span className="sr">{label}</span>
      <span className="sr" aria-live="polite">
        {clipboard.copied ? 'Copied' : ''}
      </span>
    </button>
  );
}
