export type { NamedResource, NamedSubject } from './asked.ts';
export { createLatchkey } from './create-latchkey.ts';
export type { FollowerStatus } from './follow/follower.ts';
export type { OrganizationStatus } from './follow/followers.ts';
export type { MaskedFieldOf, Masks, ModelKeys, PermissionOf, ResourceOf } from './keys.ts';
export type { Latchkey, LocalLatchkey, PlatformLatchkey } from './latchkey.ts';
export { LatchkeyError } from './latchkey-error.ts';
export type { Principal } from './local/principal.ts';
export type { MaskWay } from './mask-value.ts';
export type {
  AskOptions,
  LocalOptions,
  PlatformOptions,
  RemoteOptions,
  RemotePlatformOptions,
  Subject,
} from './options.ts';
export { type PageAccess, pageAccess } from './page-access.ts';
export type { Masked, View } from './view.ts';
