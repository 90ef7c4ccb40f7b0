import { ProblemError } from '../http/problem.ts';
import type { Services } from '../services.ts';
import type { Membership } from './memberships.ts';
import { offeredProvider } from './provider/identity-provider.ts';

/** Somebody has shown who they are, and this organization wants it shown in another way. */
export async function otherSignInMethod(
  services: Pick<Services, 'db' | 'config'>,
  { organizationId, signInMethod }: Pick<Membership, 'organizationId' | 'signInMethod'>,
): Promise<ProblemError> {
  if (signInMethod !== 'sso')
    return new ProblemError('other_sign_in_method', { values: { way: 'your password' } });
  const provider = await offeredProvider(services, organizationId);
  return new ProblemError('other_sign_in_method', {
    values: { way: provider?.name ?? 'single sign-on' },
  });
}
