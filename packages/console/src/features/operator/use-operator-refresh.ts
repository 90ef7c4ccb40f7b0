import { useQueryClient } from '@tanstack/react-query';

/** Asks again for everything the operator's console shows. */
export function useOperatorRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: ['operator'] });
}
