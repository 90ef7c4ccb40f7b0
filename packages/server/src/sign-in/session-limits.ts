/** A session ends when nothing was asked with it for this long … */
export const idleSeconds = 12 * 60 * 60;
/** … and in any case this long after the person signed in. */
export const absoluteSeconds = 7 * 24 * 60 * 60;
/** An operator's session, which reaches every organization, ends sooner when nothing is asked with it. */
export const operatorIdleSeconds = 2 * 60 * 60;
