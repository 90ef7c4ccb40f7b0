import { useQueryClient } from '@tanstack/react-query';

/** After a change everything on screen is asked for again: access shows in many places at once. */
export function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries();
}
