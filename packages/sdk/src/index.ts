export { createLatchkey, type Latchkey } from './latchkey.ts';
export { LatchkeyError } from './latchkey-error.ts';
export type { MaskWay } from './mask-value.ts';
export type { AskOptions, LatchkeyOptions, Resource, Subject } from './options.ts';
export type { Masked, View } from './view.ts';
