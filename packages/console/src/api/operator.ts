import type { OperatorSession } from '@latchkey/contract';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { request } from './request.ts';

export const operatorQuery = queryOptions({
  queryKey: ['operator'],
  queryFn: ({ signal }) => request<OperatorSession>('GET', '/v1/operator/session', { signal }),
  staleTime: 60_000,
});

/** Whether an operator's session is open, asked when an organization's has ended: then the way leads back above. */
export const isOperator = (): Promise<boolean> =>
  request<OperatorSession>('GET', '/v1/operator/session').then(
    () => true,
    () => false,
  );

/** Which operator is signed in; only inside the operator's frame, whose route has loaded it. */
export const useOperator = (): OperatorSession => useSuspenseQuery(operatorQuery).data;
