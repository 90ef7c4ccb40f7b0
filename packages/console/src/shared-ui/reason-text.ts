import { problems } from '@latchkey/contract';

const reasons: ReadonlyMap<string, { readonly title: string; readonly remedy: string }> = new Map(
  Object.entries(problems),
);

/** Why something cannot be done, in words: what holds it, and who can help. */
export function reasonText(code: string): string {
  const reason = reasons.get(code);
  return reason ? `${reason.title} ${reason.remedy}` : 'You may not change this.';
}
