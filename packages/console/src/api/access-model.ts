import type { AccessModelView } from '@latchkey/contract';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { request } from './request.ts';

export const accessModelQuery = queryOptions({
  queryKey: ['model'],
  queryFn: ({ signal }) => request<AccessModelView>('GET', '/v1/model', { signal }),
  staleTime: 300_000,
});

/** Whether access can be given at places at all, or only in the whole organization. */
export const hasPlaces = ({ entityTypes }: AccessModelView): boolean =>
  Object.keys(entityTypes).length > 0;

/** What the places are called together: the type’s own word where there is only one type. */
export function placesLabel({ entityTypes }: AccessModelView): string {
  const [only, ...others] = Object.values(entityTypes);
  return only && others.length === 0 ? only.plural : 'Places';
}

/** What the platform declares; only inside the frame, whose route has loaded it. */
export const useAccessModel = (): AccessModelView => useSuspenseQuery(accessModelQuery).data;
