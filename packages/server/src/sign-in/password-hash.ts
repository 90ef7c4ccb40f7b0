import { hash, verify } from '@node-rs/argon2';

// Argon2id (the library's default) with the parameters OWASP names: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> =>
  hash(password.normalize('NFKC'), cost);

let hashOfNobody: Promise<string> | undefined;

/** Takes the same effort whether or not there is a hash to compare with, so that time tells nothing. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  hashOfNobody ??= hashPassword('the password of nobody');
  const matches = await verify(stored ?? (await hashOfNobody), password.normalize('NFKC'));
  return matches && stored !== null;
}
