import type { SignInNameState } from '@latchkey/contract';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../api/request.ts';
import type { Standing } from './address-standing.ts';

const pauseMs = 300;

const words: Record<SignInNameState, string | null> = {
  free: null,
  taken: 'This name is taken. Choose another, or leave the address.',
  invalid: 'Use 3 to 64 letters, digits, dots, hyphens and underscores.',
};

/** What is wrong with the sign-in names that were entered, by the key of the entry. */
export function useSignInNames(people: readonly Standing[]): ReadonlyMap<string, string> {
  const named = people.flatMap(({ entry, checked }) =>
    entry.signInName.trim() === ''
      ? []
      : [
          {
            key: entry.key,
            address: checked?.address ?? entry.entered,
            signInName: entry.signInName.trim(),
          },
        ],
  );
  const [settled] = useDebouncedValue(JSON.stringify(named), pauseMs);
  const asked: typeof named = JSON.parse(settled);
  const check = useQuery({
    queryKey: ['invitations', 'sign-in-names', settled],
    queryFn: ({ signal }) =>
      request<{ data: SignInNameState[] }>('POST', '/v1/invitations/sign-in-names', {
        body: { people: asked.map(({ address, signInName }) => ({ address, signInName })) },
        signal,
      }),
    enabled: asked.length > 0,
    staleTime: 0,
  });
  return new Map(
    asked.flatMap(({ key, signInName }, index) => {
      const said = words[check.data?.data[index] ?? 'free'];
      const still = named.some((one) => one.key === key && one.signInName === signInName);
      return said !== null && still ? [[key, said]] : [];
    }),
  );
}
