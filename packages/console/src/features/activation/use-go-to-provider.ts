import { useMutation } from '@tanstack/react-query';
import { type ApiProblem, toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';

interface GoToProvider {
  /** `again`: the provider asks for the account once more instead of taking the present one. */
  start(name: string, again: boolean): void;
  readonly going: boolean;
  readonly problem: ApiProblem | null;
}

/** Leaves for the identity provider, on somebody's press and never by opening a page. */
export function useGoToProvider(token: string): GoToProvider {
  const go = useMutation({
    mutationFn: (body: { name: string; again: boolean }) =>
      request<{ url: string }>('POST', '/v1/activation/provider', { body: { token, ...body } }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return {
    start: (name, again) => go.mutate({ name, again }),
    going: go.isPending || go.isSuccess,
    problem: go.error ? toProblem(go.error) : null,
  };
}
