import type { ImportRow, ImportView } from '@latchkey/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Page } from '../../api/page.ts';
import { request } from '../../api/request.ts';

const busyStates = new Set<ImportView['state']>(['checking', 'applying']);

/** The undo is a job too; until it is through, its counts are those so far. */
export const isBeingUndone = (view: ImportView) => view.undo !== null && view.state !== 'undone';

/** The server is at work on it: the page asks again by itself. */
export const isBusy = (view: ImportView) => busyStates.has(view.state) || isBeingUndone(view);

export const importsQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: ['imports', 'list', cursor ?? null],
    queryFn: ({ signal }) =>
      request<Page<ImportView>>('GET', '/v1/imports', { query: { cursor }, signal }),
    refetchInterval: (query) => (query.state.data?.data.some(isBusy) ? 2000 : false),
  });

export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: ['imports', importId],
    queryFn: ({ signal }) => request<ImportView>('GET', `/v1/imports/${importId}`, { signal }),
    refetchInterval: (query) => (query.state.data && isBusy(query.state.data) ? 700 : false),
  });

export interface RowsAsked {
  readonly show?: string | undefined;
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
}

export const importRowsQuery = (importId: string, { show, search, cursor }: RowsAsked) =>
  queryOptions({
    queryKey: ['imports', importId, 'rows', show ?? 'all', search ?? '', cursor ?? null],
    queryFn: ({ signal }) =>
      request<Page<ImportRow>>('GET', `/v1/imports/${importId}/rows`, {
        query: { show, search, cursor, limit: 50 },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
