import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { readDemoSignInToken, signDemoSignInToken } from './demo-sign-in-token.ts';
import { readInvitationToken, signInvitationToken } from './invitation-token.ts';
import { readSignedText, signText } from './mac.ts';
import { readPasswordResetToken, signPasswordResetToken } from './password-reset-token.ts';
import { RevisionTokens } from './revision-tokens.ts';
import {
  hashToken,
  newApiKeyToken,
  newPlatformKeyToken,
  newSessionToken,
  newSignInToken,
  readKeyToken,
  readSessionToken,
  readSignInToken,
} from './secret-token.ts';

const serverKey = randomBytes(32);
const organizationId = newId('org');
const invitation = {
  organizationId,
  invitationId: newId('inv'),
  generation: 3,
  via: 'mail',
} as const;

describe('an invitation link', () => {
  const token = signInvitationToken(serverKey, invitation);

  test('says whose it is, for which generation and how it came', () => {
    expect(readInvitationToken(serverKey, token)).toEqual(invitation);
  });

  test('is refused with any character changed, left out or added', () => {
    for (let index = 0; index <= token.length; index++) {
      const rest = token.slice(index + 1);
      for (const character of ['', 'A', 'B', '-', '_', '.', '=', '/', ' ', '\n']) {
        const altered = token.slice(0, index) + character + rest;
        if (altered !== token) expect(readInvitationToken(serverKey, altered)).toBeNull();
      }
      const longer = `${token.slice(0, index)}A${token.slice(index)}`;
      expect(readInvitationToken(serverKey, longer)).toBeNull();
      expect(readInvitationToken(serverKey, token.slice(0, index - 1))).toBeNull();
    }
  });

  test('is refused with any bit of its bytes flipped', () => {
    const [payload = '', mac = ''] = token.split('.');
    for (const part of [0, 1]) {
      const bytes = Buffer.from(part === 0 ? payload : mac, 'base64url');
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        const text = flipped.toString('base64url');
        const altered = part === 0 ? `${text}.${mac}` : `${payload}.${text}`;
        expect(readInvitationToken(serverKey, altered)).toBeNull();
      }
    }
  });

  test('of another installation is refused', () => {
    expect(readInvitationToken(randomBytes(32), token)).toBeNull();
  });

  test('passes for no other kind of link', () => {
    const userId = newId('usr');
    const text = `${userId}/${Date.now() + 1000}`;
    const asInvitation = signText(serverKey, 'invitation', text);
    expect(readDemoSignInToken(serverKey, asInvitation, 0)).toBeNull();
    expect(readSignedText(serverKey, 'invitation', asInvitation)).toBe(text);
  });
});

describe('a link to reset a password', () => {
  const content = { userId: newId('usr'), credentialGeneration: 2, expiresAt: 1000 };
  const token = signPasswordResetToken(serverKey, content);

  test('holds until the instant it expires', () => {
    expect(readPasswordResetToken(serverKey, token, 999)).toEqual(content);
    expect(readPasswordResetToken(serverKey, token, 1000)).toBeNull();
  });
});

test('a sign-in link of the demo holds until the instant it expires', () => {
  const content = { userId: newId('usr'), expiresAt: 1000 };
  const token = signDemoSignInToken(serverKey, content);
  expect(readDemoSignInToken(serverKey, token, 999)).toEqual(content);
  expect(readDemoSignInToken(serverKey, token, 1000)).toBeNull();
});

describe('a revision', () => {
  const tokens = new RevisionTokens(serverKey, () => 'epoch1');
  const token = tokens.of(organizationId, 42);

  test('is read back for the organization it was made for', () => {
    expect(tokens.read(organizationId, token)).toBe(42);
    expect(tokens.read(newId('org'), token)).toBeNull();
  });

  test('that this server did not make is none', () => {
    expect(tokens.read(organizationId, '43.x')).toBeNull();
    const elsewhere = new RevisionTokens(randomBytes(32), () => 'epoch1');
    expect(tokens.read(organizationId, elsewhere.of(organizationId, 42))).toBeNull();
  });

  test('from before a restore is told apart', () => {
    const restored = new RevisionTokens(serverKey, () => 'epoch2');
    expect(restored.read(organizationId, token)).toBe('other_epoch');
  });
});

describe('a secret', () => {
  test.each([
    ['a session', newSessionToken, readSessionToken],
    ['an API key', newApiKeyToken, readKeyToken],
  ] as const)('%s names its organization and is stored as a hash', (_name, make, read) => {
    const { token, hash } = make(organizationId);
    expect(read(token)).toEqual({ organizationId, hash });
    expect(hash.equals(hashToken(token))).toBe(true);
    expect(read(`${token}A`)).toBeNull();
    expect(read(token.slice(0, -1))).toBeNull();
  });

  test('of the platform names no organization', () => {
    const { token, hash } = newPlatformKeyToken();
    expect(readKeyToken(token)).toEqual({ organizationId: null, hash });
    expect(readKeyToken(`${token}A`)).toBeNull();
  });

  test('of a session is no API key and the other way round', () => {
    expect(readKeyToken(newSessionToken(organizationId).token)).toBeNull();
    expect(readSessionToken(newApiKeyToken(organizationId).token)).toBeNull();
    expect(readSessionToken(newPlatformKeyToken().token)).toBeNull();
  });

  test('of a sign-in belongs to no organization', () => {
    const { token, hash } = newSignInToken();
    expect(readSignInToken(token)).toEqual(hash);
  });

  test('is never made twice', () => {
    const tokens = Array.from({ length: 1000 }, () => newSessionToken(organizationId).token);
    expect(new Set(tokens).size).toBe(1000);
  });
});
