import type { PlatformKey } from '@latchkey/contract';
import { request } from '../../api/request.ts';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import { useToast } from '../../shared-ui/use-toast.tsx';
import { useOperatorRefresh } from './use-operator-refresh.ts';

interface RevokePlatformKeyDialogProps {
  readonly platformKey: PlatformKey;
  readonly onClose: () => void;
}

export function RevokePlatformKeyDialog({ platformKey, onClose }: RevokePlatformKeyDialogProps) {
  const toast = useToast();
  const refresh = useOperatorRefresh();
  const { id, name, lastUsedAt } = platformKey;
  return (
    <ConfirmDialog
      title={`Revoke the key for ${name}?`}
      act="Revoke key"
      danger
      onClose={onClose}
      onConfirm={async () => {
        await request('DELETE', `/v1/operator/platform-keys/${id}`);
        toast(`The key for ${name} is revoked.`);
        await refresh();
      }}
    >
      <p>
        The module that uses it says no to everybody in every organization from now on, and a
        revoked key cannot be brought back.{' '}
        {lastUsedAt ? (
          <>
            It was last used <Timestamp at={lastUsedAt} />.
          </>
        ) : (
          'It was never used.'
        )}
      </p>
    </ConfirmDialog>
  );
}
