import type { SignInWays as Ways } from '@latchkey/contract';
import { Button, Divider } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { addressOf } from '../../api/request.ts';

interface SignInWaysProps {
  readonly providers: Ways['providers'];
  readonly to: string | undefined;
  /** The account that was tried is no use: the provider is to ask for another. */
  readonly again: boolean;
}

/** The identity providers to sign in with instead of a password; nothing where there are none. */
export function SignInWays({ providers, to, again }: SignInWaysProps) {
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
