/** A session ends when nothing was asked with it for this long … */
export const idleSeconds = 12 * 60 * 60;
/** … and in any case this long after the person signed in. */
export const absoluteSeconds = 7 * 24 * 60 * 60;
