import { Button, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { toProblem } from '../../../api/api-problem.ts';
import { request } from '../../../api/request.ts';
import { Dialog } from '../../../shared-ui/dialog.tsx';
import { Note } from '../../../shared-ui/note.tsx';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';
import { exactText } from '../../../shared-ui/time-text.ts';
import type { InvitationDialogProps } from './invitation-dialog-props.ts';

/** The link is a secret: it is fetched by a press, and fetching it is recorded. */
export function CopyLinkDialog({ invitation, onClose }: InvitationDialogProps) {
  const clipboard = useClipboard();
  const link = useMutation({
    mutationFn: () =>
      request<{ url: string; linkEndsAt: string }>('POST', `/v1/invitations/${invitation.id}/link`),
    onSuccess: (answer) => clipboard.copy(answer.url),
  });
  return (
    <Dialog onClose={onClose} title="Copy the link">
      <div className="stack">
        <p>
          Whoever has the link can accept the invitation of{' '}
          <b>
            <bdi>{invitation.address}</bdi>
          </b>
          . Hand it only to that person; that you copied it is recorded.
        </p>
        {link.error ? <ProblemNote problem={toProblem(link.error)} /> : null}
        {link.data ? (
          <>
            <TextInput
              label="Invitation link"
              readOnly
              value={link.data.url}
              description={`Ends ${exactText(link.data.linkEndsAt)}`}
              inputWrapperOrder={['label', 'input', 'description']}
              onFocus={(event) => event.currentTarget.select()}
            />
            {clipboard.copied ? (
              <Note tone="positive" role="status">
                Copied.
              </Note>
            ) : null}
          </>
        ) : null}
        <div className="line" style={{ justifyContent: 'flex-end' }}>
          <Button data-autofocus onClick={onClose}>
            {link.data ? 'Close' : 'Cancel'}
          </Button>
          <Button
            variant="filled"
            leftSection={clipboard.copied ? <IconCheck /> : <IconCopy />}
            loading={link.isPending}
            onClick={() => (link.data ? clipboard.copy(link.data.url) : link.mutate())}
          >
            Copy link
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
