import type { ChangeReceipt, Entity } from '@latchkey/contract';
import { useState } from 'react';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';
import { peopleText } from '../../shared-ui/number-text.ts';
import { PlanPreview } from '../../shared-ui/plan-preview.tsx';
import { useToast } from '../../shared-ui/use-toast.tsx';

/** A closed place keeps what was given there, and nothing new can be given. */
export function ClosePlaceDialog({ place, onClose }: { place: Entity; onClose: () => void }) {
  const toast = useToast();
  const refresh = useRefresh();
  const act = place.closed ? 'Open again' : 'Close';
  const [applies, setApplies] = useState(false);
  const path = `/v1/entities/${place.id}`;
  const body = { closed: !place.closed };
  return (
    <ConfirmDialog
      title={place.closed ? `Open ${place.name} again?` : `Close ${place.name}?`}
      act={act}
      danger={!place.closed}
      disabled={!applies}
      onClose={onClose}
      onConfirm={async () => {
        const receipt = await request<ChangeReceipt>('PATCH', path, {
          body,
          ifMatch: place.etag,
        });
        toast(
          place.closed ? `${place.name} is open again.` : `${place.name} is closed.`,
          receipt.changeId,
        );
        await refresh();
      }}
    >
      <p>
        {place.closed
          ? 'New access can be given there again.'
          : `${peopleText(place.memberCount ?? 0)} with access given exactly here keep it. No new access can be given at a closed place.`}
      </p>
      <PlanPreview write={{ method: 'PATCH', path, body }} onApplies={setApplies} />
    </ConfirmDialog>
  );
}
