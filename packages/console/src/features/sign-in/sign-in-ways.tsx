import type { SignInWays as Ways } from '@latchkey/contract';
import { Button, Divider } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { addressOf, request } from '../../api/request.ts';

interface SignInWaysProps {
  /** Whose own provider is to be offered beside the installation's. */
  readonly organization: string | undefined;
  readonly to: string | undefined;
  /** The account that was tried is no use: the provider is to ask for another. */
  readonly again: boolean;
}

/** The identity providers to sign in with instead of a password; nothing where there are none. */
export function SignInWays({ organization, to, again }: SignInWaysProps) {
  const ways = useQuery({
    queryKey: ['sign-in-ways', organization],
    queryFn: ({ signal }) =>
      request<Ways>('GET', '/v1/sign-in/ways', { query: { organization }, signal }),
  });
  const providers = ways.data?.providers ?? [];
  if (providers.length === 0) return null;
  return (
    <div className="door-form">
      <Divider label="or" />
      {providers.map(({ name, organizationId }) => (
        <Button
          key={organizationId ?? ''}
          component="a"
          fullWidth
          rightSection={<IconArrowRight />}
          href={addressOf('/v1/sign-in/sso', {
            query: { organization: organizationId, to, again: again || undefined },
          })}
        >
          Continue with {name}
        </Button>
      ))}
    </div>
  );
}
