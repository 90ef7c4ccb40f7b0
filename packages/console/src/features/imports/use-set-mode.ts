import type { ImportMode, ImportView } from '@latchkey/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../api/request.ts';
import { importQuery } from './import-queries.ts';

/** Says what the file does to those who are here; the answer is the new plan. */
export function useSetMode(importId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { mode: ImportMode; applyChanged?: boolean }) =>
      request<ImportView>('PUT', `/v1/imports/${importId}/mode`, { body }),
    onSuccess: async (view) => {
      queryClient.setQueryData(importQuery(importId).queryKey, view);
      await queryClient.invalidateQueries({ queryKey: ['imports', importId, 'rows'] });
    },
  });
}
