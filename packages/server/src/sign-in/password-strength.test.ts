import { describe, expect, it } from 'vitest';
import { requireStrongPassword } from './password-strength.ts';

const address = 'asha.rao@northwind.example';

describe('a password that is easy to guess is refused', () => {
  it.each([
    'short',
    'elevenchars',
    'Password1234',
    'P@ssw0rd1234',
    'Welcome2026!!',
    'qwertyuiop12',
    '123456789012',
    'abcdefghijkl',
    'aaaaaaaaaaaaaaaa',
    'abababababababab',
    'My asha.rao secret',
    'northwind rocks 9',
  ])('%s', (password) => {
    expect(() => requireStrongPassword(password, address)).toThrow('too easy to guess');
  });
});

it.each(['correct staple battery', 'viele kleine Schritte', 'ни пуха ни пера', 'kX9#mP2$vL7q'])(
  '%s is taken',
  (password) => {
    expect(() => requireStrongPassword(password, address)).not.toThrow();
  },
);
