import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import { useMediaQuery } from '@mantine/hooks';
import { inSentence, wordsOf } from '../../api/model-words.ts';
import { Dialog } from '../../shared-ui/dialog.tsx';
import { NewSetForm } from '../../shared-ui/permission-matrix/new-set-form.tsx';

interface CreateSetDialogProps {
  readonly model: AccessModelView;
  readonly sets: readonly PermissionSet[];
  readonly onCreated: (id: PermissionSetId) => void;
  readonly onClose: () => void;
}

/** A new set made inside the flow, chosen at once. */
export function CreateSetDialog({ model, sets, onCreated, onClose }: CreateSetDialogProps) {
  const phone = useMediaQuery('(max-width: 720px)');
  return (
    <Dialog
      onClose={onClose}
      title={`New ${inSentence(wordsOf(model).permissionSet)}`}
      size={760}
      fullScreen={phone}
      closeOnClickOutside={false}
    >
      <NewSetForm
        model={model}
        sets={sets}
        source={null}
        act="Create and choose"
        onCreated={onCreated}
        onCancel={onClose}
      />
    </Dialog>
  );
}
