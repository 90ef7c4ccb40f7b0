import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What is sealed; each has a key of its own, so that nothing sealed for one passes for another. */
type SealPurpose = 'provider-secret' | 'provider-attempt';

const nonceBytes = 12;
const tagBytes = 16;

const keyFor = (serverKey: Buffer, purpose: SealPurpose) =>
  Buffer.from(hkdfSync('sha256', serverKey, '', `latchkey ${purpose}`, 32));

/** AES-256-GCM under a key that follows from the server key: readable by this installation alone. `owner` is sealed along. */
export function sealText(
  serverKey: Buffer,
  purpose: SealPurpose,
  owner: string,
  text: string,
): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyFor(serverKey, purpose), nonce);
  cipher.setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** The text, or null for anything but what `sealText` made with this key, purpose and owner. */
export function openSealed(
  serverKey: Buffer,
  purpose: SealPurpose,
  owner: string,
  sealed: Buffer,
): string | null {
  if (sealed.length < nonceBytes + tagBytes) return null;
  const key = keyFor(serverKey, purpose);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    const text = decipher.update(sealed.subarray(nonceBytes + tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
