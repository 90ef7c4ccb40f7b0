import { Button, FileButton } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';

interface FileDropProps {
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
}

/** Takes a file by dropping or choosing it. */
export function FileDrop({ busy, onFile }: FileDropProps) {
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside serves everybody
    <div
      className={over ? 'file-drop file-drop-over' : 'file-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file && !busy) onFile(file);
      }}
    >
      <IconFileUpload className="i" aria-hidden />
      <p>Drop a file here, or</p>
      <FileButton
        onChange={(file) => {
          if (file) onFile(file);
        }}
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        inputProps={{ 'aria-label': 'File to import' }}
      >
        {(props) => (
          <Button {...props} loading={busy}>
            Choose a file
          </Button>
        )}
      </FileButton>
    </div>
  );
}
