const day = 86_400_000;

/** When a link made now ends. The longest ends a minute early, so that two clocks cannot make it too long. */
export const linkEnd = (days: number): number =>
  Date.now() + Math.min(days * day, 30 * day - 60_000);
