import type { ChangeReceipt } from '@latchkey/contract';
import type { EntityId } from '@latchkey/engine';
import { useMutation } from '@tanstack/react-query';
import { request } from '../../../api/request.ts';
import { useRefresh } from '../../../api/use-refresh.ts';
import { peopleText } from '../../../shared-ui/number-text.ts';
import { useToast } from '../../../shared-ui/use-toast.tsx';
import type { TableEdits } from './table-edits.ts';

/** Saves one person after another; those that are refused stay on screen with the reason. */
export function useSaveEdits(place: EntityId, onSaved: (edits: TableEdits) => void) {
  const refresh = useRefresh();
  const toast = useToast();
  return useMutation({
    mutationFn: async (edits: TableEdits) => {
      const left = new Map(edits);
      let last: ChangeReceipt | null = null;
      try {
        for (const [memberId, { row, permissions }] of edits) {
          last = await request<ChangeReceipt>(
            'PUT',
            `/v1/entities/${place}/members/${memberId}/permissions`,
            { body: { permissions }, ifMatch: row.etag },
          );
          left.delete(memberId);
        }
      } finally {
        // What was saved before a refusal is saved.
        onSaved(left);
        await refresh();
      }
      const single = edits.size === 1 ? last?.changeId : null;
      toast(`Saved for ${peopleText(edits.size)}.`, single);
    },
  });
}
