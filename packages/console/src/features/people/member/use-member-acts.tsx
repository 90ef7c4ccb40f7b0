import type { ChangeReceipt, MemberListItem } from '@latchkey/contract';
import {
  IconEye,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconUserCheck,
  IconUserEdit,
  IconUserMinus,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toProblem } from '../../../api/api-problem.ts';
import { organizationQuery } from '../../../api/organization.ts';
import { request } from '../../../api/request.ts';
import { useChangesOff, useSession } from '../../../api/session.ts';
import { useRefresh } from '../../../api/use-refresh.ts';
import { reasonText } from '../../../shared-ui/reason-text.ts';
import type { RowAct } from '../../../shared-ui/row-menu.tsx';
import { useToast } from '../../../shared-ui/use-toast.tsx';
import { peopleSearch } from '../people-search.ts';
import type { MemberDialog } from './member-dialog.ts';

type ActedOn = Pick<
  MemberListItem,
  'id' | 'name' | 'address' | 'role' | 'status' | 'cannotManage' | 'you'
>;

export interface MemberActsState {
  readonly of: (member: ActedOn) => readonly RowAct[];
  readonly dialog: MemberDialog | null;
  readonly open: (dialog: MemberDialog) => void;
  readonly close: () => void;
}

/** What can be done with one person, in the order of every menu; the last owner's reasons are said. */
export function useMemberActs(): MemberActsState {
  const [dialog, setDialog] = useState<MemberDialog | null>(null);
  const session = useSession();
  const changesOff = useChangesOff();
  const organization = useQuery({
    ...organizationQuery,
    enabled: session.member.role === 'owner',
  }).data;
  const navigate = useNavigate();
  const refresh = useRefresh();
  const toast = useToast();

  const resume = async (member: ActedOn) => {
    try {
      const receipt = await request<ChangeReceipt>('POST', `/v1/members/${member.id}/resume`);
      toast(`${member.name || member.address} can sign in again.`, receipt.changeId);
    } catch (error) {
      const problem = toProblem(error);
      toast.failed(`${member.name || member.address}: ${problem.title} ${problem.remedy}`);
    }
    await refresh();
  };

  const of = (member: ActedOn): readonly RowAct[] => {
    const view: RowAct = {
      label: 'View access',
      icon: <IconEye className="i" />,
      onPress: () =>
        void navigate({
          to: '/people/$memberId',
          params: { memberId: member.id },
          search: (now) => peopleSearch(now),
        }),
    };
    const refusal = changesOff ?? (member.cannotManage && reasonText(member.cannotManage));
    if (refusal !== null) {
      const reason = refusal;
      return [
        view,
        { label: 'Change access', icon: <IconPencil className="i" />, reason, onPress: nothing },
      ];
    }
    if (member.status === 'removed') {
      return [
        view,
        {
          label: 'Restore',
          icon: <IconUserCheck className="i" />,
          onPress: () => setDialog({ kind: 'restore', member }),
        },
      ];
    }
    const lastOwner =
      member.role === 'owner' && member.status === 'active' && organization?.ownerCount === 1
        ? reasonText('last_owner')
        : null;
    return [
      view,
      {
        label: 'Edit profile',
        icon: <IconUserEdit className="i" />,
        onPress: () => setDialog({ kind: 'profile', memberId: member.id }),
      },
      {
        label: 'Change access',
        icon: <IconPencil className="i" />,
        onPress: () => setDialog({ kind: 'access', memberId: member.id }),
      },
      member.status === 'suspended'
        ? {
            label: 'Resume',
            icon: <IconPlayerPlay className="i" />,
            onPress: () => void resume(member),
          }
        : {
            label: 'Suspend',
            icon: <IconPlayerPause className="i" />,
            reason: lastOwner,
            onPress: () => setDialog({ kind: 'suspend', member }),
          },
      {
        label: `Remove from ${session.organization.name}`,
        icon: <IconUserMinus className="i" />,
        danger: true,
        reason: lastOwner,
        onPress: () => setDialog({ kind: 'remove', member }),
      },
    ];
  };

  return { of, dialog, open: setDialog, close: () => setDialog(null) };
}

const nothing = () => undefined;
