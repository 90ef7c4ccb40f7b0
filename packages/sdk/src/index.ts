export type { NamedResource, NamedSubject } from './asked.ts';
export type { FollowerStatus } from './follow/follower.ts';
export type { MaskedFieldOf, Masks, ModelKeys, PermissionOf, ResourceOf } from './keys.ts';
export { createLatchkey, type Latchkey, type LocalLatchkey } from './latchkey.ts';
export { LatchkeyError } from './latchkey-error.ts';
export type { Principal } from './local/principal.ts';
export type { MaskWay } from './mask-value.ts';
export type { AskOptions, LocalOptions, RemoteOptions, Subject } from './options.ts';
export type { Masked, View } from './view.ts';
