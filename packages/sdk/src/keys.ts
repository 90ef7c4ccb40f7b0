import type { MaskWay } from './mask-value.ts';

/**
 * The words of one access model as types, so that a typo does not compile: `latchkey model types` writes them.
 * Without them every string is taken.
 */
export interface ModelKeys {
  readonly permission: string;
  /** Types of places. */
  readonly entityType: string;
  /** What resources are placed by: resource type to the properties that name a place. */
  readonly resources: Readonly<Record<string, string>>;
  /** What can be masked: resource type to field. */
  readonly masks: Readonly<Record<string, string>>;
}

export type PermissionOf<Keys extends ModelKeys> = Keys['permission'];

/** What: an entity by id or code, or a resource that its properties place, e.g. `{ store: 'LL-1022' }`. */
export type ResourceOf<Keys extends ModelKeys> =
  | {
      readonly type: Keys['entityType'] | 'organization';
      readonly id: string;
      readonly properties?: Readonly<Record<string, unknown>>;
    }
  | {
      [Type in keyof Keys['resources'] & string]: {
        readonly type: Type;
        readonly id: string;
        readonly properties?: { readonly [Property in Keys['resources'][Type]]?: string };
      };
    }[keyof Keys['resources'] & string];

/** Fields of such a resource that can be masked. */
export type MaskedFieldOf<
  Keys extends ModelKeys,
  Type extends string,
> = Type extends keyof Keys['masks'] ? Keys['masks'][Type] : never;

/** Fields that do not show as they are, with how they read. */
export type Masks<Field extends string> = { readonly [Masked in Field]?: MaskWay };
