import type { ApiKey, ChangeReceipt } from '@latchkey/contract';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import { useToast } from '../../shared-ui/use-toast.tsx';

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const toast = useToast();
  const refresh = useRefresh();
  return (
    <ConfirmDialog
      title={`Revoke the key for ${apiKey.name}?`}
      act="Revoke key"
      danger
      onClose={onClose}
      onConfirm={async () => {
        await request<ChangeReceipt>('DELETE', `/v1/keys/${apiKey.id}`);
        toast(`The key for ${apiKey.name} is revoked.`);
        await refresh();
      }}
    >
      <p>
        The module that uses it gets no answers from the next question on, and a revoked key cannot
        be brought back.{' '}
        {apiKey.lastUsedAt ? (
          <>
            It was last used <Timestamp at={apiKey.lastUsedAt} />.
          </>
        ) : (
          'It was never used.'
        )}
      </p>
    </ConfirmDialog>
  );
}
