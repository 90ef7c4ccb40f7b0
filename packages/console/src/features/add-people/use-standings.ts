import type { CheckedAddress } from '@latchkey/contract';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { request } from '../../api/request.ts';
import { type Standing, standingOf } from './address-standing.ts';
import { addressesAtMost, type EnteredAddresses } from './entered-addresses.ts';

const pauseMs = 300;

/** How every address stands with the organization: one request for the whole list, after a pause. */
export function useStandings(entries: EnteredAddresses): {
  readonly standings: readonly Standing[];
  readonly error: unknown;
  readonly retry: () => Promise<unknown>;
} {
  const entered = useMemo(
    () => entries.slice(0, addressesAtMost).map((each) => each.entered),
    [entries],
  );
  const [settled] = useDebouncedValue(entered, pauseMs);
  const check = useQuery({
    queryKey: ['invitations', 'check', settled],
    queryFn: ({ signal }) =>
      request<{ data: CheckedAddress[] }>('POST', '/v1/invitations/check', {
        body: { addresses: settled },
        signal,
      }),
    enabled: settled.length > 0,
    staleTime: 30_000,
  });
  // Earlier answers stay on screen while the next one is on its way.
  const [known, setKnown] = useState<ReadonlyMap<string, CheckedAddress>>(new Map());
  useEffect(() => {
    if (check.data) setKnown(new Map(check.data.data.map((each) => [each.entered, each])));
  }, [check.data]);

  const standings = useMemo(
    () => entries.map((entry) => standingOf(entry, known.get(entry.entered))),
    [entries, known],
  );
  return { standings, error: check.error, retry: () => check.refetch() };
}
