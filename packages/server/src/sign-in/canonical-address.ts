import { domainToASCII } from 'node:url';

export interface CanonicalAddress {
  /** What is stored, compared and handed to the mail server. */
  readonly address: string;
  /** Taken from `Name <address>`; null when there was none. */
  readonly name: string | null;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
/** Invisible when pasted from a web page or a document: zero-width, soft hyphen, direction marks. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const named = /^(?<name>[^<>]*)<(?<address>[^<>]*)>$/;
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
/** A name and an address as they were copied from a header, of which no line is longer (RFC 5322, 2.1.1). */
const longestEntered = 998;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The one form of a mail address, or null when it is none. Quoted local parts, comments, lists,
 * line breaks and addresses of machines without a domain are refused: mailers disagree about them.
 */
export function canonicalAddress(entered: string): CanonicalAddress | null {
  if (entered.length > longestEntered) return null;
  const text = withoutEdges(entered.replace(invisible, '').replaceAll('\u00a0', ' ').trim());
  if (control.test(text)) return null;
  const match = named.exec(text);
  const address = canonical(withoutScheme(match?.groups?.['address'] ?? text));
  return address === null ? null : { address, name: displayName(match?.groups?.['name'] ?? '') };
}

/** Punctuation of the sentence or list that an address was copied from. */
const withoutEdges = (text: string) => trimmed(text, /[\s,;]/, /[\s,;.:!?]/);

/** Without these signs at its ends: sign by sign, for an expression that ends in `+$` starts anew at each of a long run. */
function trimmed(text: string, before: RegExp, behind: RegExp): string {
  let start = 0;
  let end = text.length;
  while (start < end && before.test(text.charAt(start))) start++;
  while (end > start && behind.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function withoutScheme(text: string): string {
  const bare = trimmed(text.trim(), /[('"[]/, /[)'"\]]/);
  if (!/^mailto:/i.test(bare)) return bare;
  const [path = ''] = bare.slice('mailto:'.length).split('?');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function canonical(text: string): string | null {
  const [local, domain, ...more] = text.split('@');
  if (local === undefined || domain === undefined || more.length > 0) return null;
  if (local.length > 64 || !localPart.test(local)) return null;
  const host = canonicalDomain(domain);
  if (host === null || local.length + 1 + host.length > 254) return null;
  return `${local.toLowerCase()}@${host}`;
}

/** A domain in its ASCII form (IDNA), or null when mail cannot go there. */
export function canonicalDomain(entered: string): string | null {
  // A URL parser reads these as the end of the host, a port or an escape.
  if (/[\s/\\?#:%@[\]]/.test(entered)) return null;
  const host = domainToASCII(entered.replace(/\.$/, '')).toLowerCase();
  const labels = host.split('.');
  const top = labels.at(-1) ?? '';
  if (labels.length < 2 || host.length > 253 || !/[a-z]/.test(top)) return null;
  return labels.every((part) => label.test(part)) ? host : null;
}

function displayName(text: string): string | null {
  const name = trimmed(text.trim(), /["']/, /["']/).replace(/\s+/g, ' ').trim();
  return name === '' ? null : name.slice(0, 200);
}
