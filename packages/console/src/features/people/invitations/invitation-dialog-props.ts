import type { InvitationListItem } from '@latchkey/contract';

export interface InvitationDialogProps {
  readonly invitation: InvitationListItem;
  readonly onClose: () => void;
}
