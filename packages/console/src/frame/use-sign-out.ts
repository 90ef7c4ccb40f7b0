import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { request } from '../api/request.ts';

/** Ends the sign-in, with nothing kept of whoever was here. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await request<null>('POST', '/v1/sign-out');
    queryClient.clear();
    await navigate({ to: '/sign-in', search: {} });
  };
}
