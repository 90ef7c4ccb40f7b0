import type { SignInNameState } from '@latchkey/contract';
import { globally } from '../../db/globally.ts';
import type { SignedIn } from '../../http/env.ts';
import { requireReach } from '../../http/require-reach.ts';
import type { Services } from '../../services.ts';
import { canonicalAddress } from '../../sign-in/canonical-address.ts';
import { canonicalSignInName } from '../../sign-in/canonical-sign-in-name.ts';
import { takenSignInNames } from '../../sign-in/sign-in-names.ts';

/** Whether people can be invited with these sign-in names. It reserves none: the invitation does. */
export async function checkSignInNames(
  services: Services,
  signedIn: SignedIn,
  people: readonly { readonly address: string; readonly signInName: string }[],
): Promise<SignInNameState[]> {
  await requireReach(services, signedIn, ['access.member.invite', 'access.member.propose']);
  const chosen = people.map(({ address, signInName }) =>
    canonicalSignInName(signInName, canonicalAddress(address)?.address ?? ''),
  );
  const names = chosen.flatMap((one) => (one?.name ? [one.name] : []));
  const taken = await globally(services.db, (transaction) => takenSignInNames(transaction, names), {
    readOnly: true,
  });
  const before = new Set<string>();
  return chosen.map((one) => {
    if (!one) return 'invalid';
    if (one.name === null) return 'free';
    const state = taken.has(one.name) || before.has(one.name) ? 'taken' : 'free';
    before.add(one.name);
    return state;
  });
}
