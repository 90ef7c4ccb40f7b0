import { CopyLinkDialog } from './copy-link-dialog.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { ResendDialog } from './resend-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import type { InvitationActsState } from './use-invitation-acts.tsx';

/** The dialog about one invitation that is open now. */
export function InvitationDialogs({ state }: { state: InvitationActsState }) {
  const { dialog, close } = state;
  if (dialog === null) return null;
  const props = { invitation: dialog.invitation, onClose: close };
  switch (dialog.kind) {
    case 'resend':
      return <ResendDialog {...props} />;
    case 'correct':
      return <CorrectDialog {...props} />;
    case 'copy':
      return <CopyLinkDialog {...props} />;
    case 'revoke':
      return <RevokeDialog {...props} />;
  }
}
