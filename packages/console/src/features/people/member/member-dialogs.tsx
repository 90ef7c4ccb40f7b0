import { ChangeAccessDialog } from '../change-access/change-access-dialog.tsx';
import { EditProfileDialog } from './edit-profile-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { SuspendDialog } from './suspend-dialog.tsx';
import type { MemberActsState } from './use-member-acts.tsx';

/** The dialog about one person that is open now. */
export function MemberDialogs({ state }: { state: MemberActsState }) {
  const { dialog, close } = state;
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'profile':
      return <EditProfileDialog memberId={dialog.memberId} onClose={close} />;
    case 'access':
      return <ChangeAccessDialog memberId={dialog.memberId} onClose={close} />;
    case 'suspend':
      return <SuspendDialog member={dialog.member} onClose={close} />;
    case 'restore':
      return <RestoreDialog member={dialog.member} onClose={close} />;
    case 'remove':
      return (
        <RemoveDialog
          member={dialog.member}
          onClose={close}
          onSuspendInstead={() => state.open({ kind: 'suspend', member: dialog.member })}
        />
      );
  }
}
