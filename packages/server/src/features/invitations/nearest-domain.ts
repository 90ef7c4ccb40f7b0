import { editDistance } from '../../words/edit-distance.ts';

/** Where most private and small-business mail is. */
const wellKnown = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'yahoo.com',
  'yahoo.co.uk',
  'yahoo.co.in',
  'icloud.com',
  'proton.me',
  'protonmail.com',
  'gmx.de',
  'web.de',
  'aol.com',
  'rediffmail.com',
  'zoho.com',
];

/** The domain that was probably meant, or null when the entered one is as good as any. */
export function nearestDomain(domain: string, known: readonly string[]): string | null {
  const candidates = [...new Set([...known, ...wellKnown])];
  if (candidates.includes(domain)) return null;
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const limit = candidate.length >= 12 ? 2 : 1;
    const distance = editDistance(domain, candidate, limit);
    if (distance <= limit && distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}
