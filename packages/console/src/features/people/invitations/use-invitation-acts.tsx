import type { InvitationListItem } from '@latchkey/contract';
import { IconAt, IconBan, IconLink, IconSend, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { reasonText } from '../../../shared-ui/reason-text.ts';
import type { RowAct } from '../../../shared-ui/row-menu.tsx';

export type InvitationDialog = {
  readonly kind: 'resend' | 'correct' | 'copy' | 'revoke';
  readonly invitation: InvitationListItem;
};

export interface InvitationActsState {
  readonly of: (invitation: InvitationListItem) => readonly RowAct[];
  readonly dialog: InvitationDialog | null;
  readonly close: () => void;
}

export function useInvitationActs(): InvitationActsState {
  const [dialog, setDialog] = useState<InvitationDialog | null>(null);
  const navigate = useNavigate();
  const of = (invitation: InvitationListItem): readonly RowAct[] => {
    const reason = invitation.cannotManage === null ? null : reasonText(invitation.cannotManage);
    const open = (kind: InvitationDialog['kind']) => () => setDialog({ kind, invitation });
    if (invitation.status === 'completed') {
      return [
        {
          label: 'View person',
          icon: <IconUser className="i" />,
          onPress: () =>
            void navigate({
              to: '/people/$memberId',
              params: { memberId: invitation.memberId },
              search: {},
            }),
        },
      ];
    }
    const resend: RowAct = {
      label: 'Resend',
      icon: <IconSend className="i" />,
      reason,
      onPress: open('resend'),
    };
    const live = ['waiting', 'expired', 'not_delivered'].includes(invitation.status);
    if (!live) return [];
    return [
      resend,
      {
        label: 'Correct the address',
        icon: <IconAt className="i" />,
        reason,
        onPress: open('correct'),
      },
      { label: 'Copy the link', icon: <IconLink className="i" />, reason, onPress: open('copy') },
      {
        label: 'Revoke',
        icon: <IconBan className="i" />,
        danger: true,
        reason,
        onPress: open('revoke'),
      },
    ];
  };
  return { of, dialog, close: () => setDialog(null) };
}
