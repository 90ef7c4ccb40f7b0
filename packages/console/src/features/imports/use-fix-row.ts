import type { ImportView } from '@latchkey/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../api/request.ts';
import { importQuery } from './import-queries.ts';

/** Corrections: of one cell, or of a value wherever it occurs in its column. */
export function useFixRow(importId: string) {
  const queryClient = useQueryClient();
  const onSuccess = async (view: ImportView) => {
    queryClient.setQueryData(importQuery(importId).queryKey, view);
    await queryClient.invalidateQueries({ queryKey: ['imports', importId, 'rows'] });
  };
  const fixCell = useMutation({
    mutationFn: ({ row, field, value }: { row: number; field: string; value: string }) =>
      request<ImportView>('PATCH', `/v1/imports/${importId}/rows/${row}`, {
        body: { values: { [field]: value } },
      }),
    onSuccess,
  });
  const fixEverywhere = useMutation({
    mutationFn: (body: { field: string; from: string; to: string }) =>
      request<ImportView>('POST', `/v1/imports/${importId}/replace-value`, { body }),
    onSuccess,
  });
  return { fixCell, fixEverywhere };
}
