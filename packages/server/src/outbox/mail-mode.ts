import type { Config } from '../config.ts';

/** Whether mails leave the house. */
export const sendsMail = ({ smtpUrl }: Config): boolean => smtpUrl !== null;

/** Whether the demo shows on a page what would have been sent. */
export const showsMailbox = ({ demo, smtpUrl }: Config): boolean => demo && smtpUrl === null;
