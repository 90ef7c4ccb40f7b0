import { randomBytes } from 'node:crypto';

export const uniqueName = (prefix: string) => `${prefix}${randomBytes(6).toString('hex')}`;
