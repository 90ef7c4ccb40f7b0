import type { IdentityProvider } from '@latchkey/contract';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';
import { peopleText } from '../../shared-ui/number-text.ts';
import { useToast } from '../../shared-ui/use-toast.tsx';

interface RemoveProviderDialogProps {
  readonly provider: IdentityProvider;
  readonly onClose: () => void;
}

export function RemoveProviderDialog({ provider, onClose }: RemoveProviderDialogProps) {
  const toast = useToast();
  const refresh = useRefresh();
  return (
    <ConfirmDialog
      title={`Remove ${provider.name}?`}
      act="Remove provider"
      danger
      onClose={onClose}
      onConfirm={async () => {
        await request<null>('DELETE', '/v1/identity-provider');
        toast(`${provider.name} is removed.`);
        await refresh();
      }}
    >
      <p>
        {provider.memberCount === 0
          ? 'Nobody signs in with it.'
          : `${peopleText(provider.memberCount)} can no longer sign in and are signed out at once. To let them in again, remove them and invite them with a local account.`}
      </p>
    </ConfirmDialog>
  );
}
