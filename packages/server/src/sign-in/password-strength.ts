import { ProblemError } from '../http/problem.ts';

/** What people choose most when twelve characters are asked for, without digits and signs. */
const commonest = new Set([
  'password',
  'passwort',
  'passwordpassword',
  'passw',
  'pass',
  'welcome',
  'qwerty',
  'qwertyuiop',
  'qwertz',
  'azerty',
  'letmein',
  'admin',
  'administrator',
  'changeme',
  'iloveyou',
  'monkey',
  'dragon',
  'football',
  'baseball',
  'sunshine',
  'princess',
  'superman',
  'batman',
  'master',
  'shadow',
  'secret',
  'abc',
  'abcdef',
  'abcdefghijkl',
  'asdf',
  'asdfghjkl',
  'zxcvbnm',
  'test',
  'testtest',
  'login',
  'hello',
  'helloworld',
  'whatever',
  'trustno',
  'starwars',
  'computer',
  'correcthorsebatterystaple',
  'latchkey',
  'summer',
  'winter',
  'spring',
  'autumn',
  'company',
  'office',
  '',
]);

const leastLength = 12;

/** Long, not made of the address, and not what everybody takes: the rest is the person's choice. */
export function requireStrongPassword(password: string, address: string): void {
  const text = password.normalize('NFKC');
  if ([...text].length < leastLength || isGuessable(text.toLowerCase(), address))
    throw new ProblemError('weak_password');
}

function isGuessable(text: string, address: string): boolean {
  const [local = '', domain = ''] = address.split('@');
  const [company = ''] = domain.split('.');
  const own = [address, local, company].filter((part) => part.length >= 4);
  if (own.some((part) => text.includes(part))) return true;
  return (
    new Set(text).size < 5 || isRun(text) || commonest.has(unleet(text).replace(/[^\p{L}]/gu, ''))
  );
}

/** `abcdefghijkl`, `123456789012`: each character follows the one before. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  return codes.slice(1).every((code, index) => {
    const step = code - (codes[index] ?? 0);
    return step === 1 || step === -9;
  });
}

const substitutes: Readonly<Record<string, string>> = { '@': 'a', '0': 'o', $: 's', '3': 'e' };
/** `P@ssw0rd` reads as `password`; digits at the end are left to be dropped. */
const unleet = (text: string) =>
  text.replace(/[@0$3](?=.*\p{L})/gu, (sign) => substitutes[sign] ?? sign);
