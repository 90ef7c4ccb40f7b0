import type { Role, SignInMethod } from '@latchkey/engine';

/** An entity named by type and code, or the whole organization. */
export type DemoPlace = 'organization' | { readonly type: string; readonly code: string };

export interface DemoEntity {
  readonly type: string;
  readonly code: string;
  readonly name: string;
  readonly city: string | null;
  /** Listed earlier than this entity. */
  readonly parents: readonly { readonly type: string; readonly code: string }[];
  /** Switchable modules that are off here; left out: as the model begins. */
  readonly modulesOff?: readonly string[];
}

/** A set, by its key in the model or among the demo's own; or permissions, where the model gives them directly. */
export type DemoGrant = {
  readonly place: DemoPlace;
  readonly endsInDays: number | null;
} & ({ readonly set: string } | { readonly permissions: readonly string[] });

export interface DemoPermissionSet {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
}

export interface DemoPerson {
  readonly address: string;
  readonly name: string;
  readonly phone: string | null;
  readonly role: Role;
  readonly signInMethod: SignInMethod;
  /** `expired` is a waiting invitation whose link has ended. */
  readonly state:
    | 'active'
    | 'waiting'
    | 'expired'
    | 'declined'
    | 'revoked'
    | 'suspended'
    | 'removed';
  readonly grants: readonly DemoGrant[];
  readonly accessEndsInDays: number | null;
  /** When the invitation's link ends, counted from now; negative for an expired one. */
  readonly linkEndsInDays: number;
  readonly note: string | null;
}

/** An invented organization as plain data; whoever seeds it turns it into operations. */
export interface DemoOrganization {
  readonly name: string;
  readonly modelKey: string;
  readonly entities: readonly DemoEntity[];
  readonly permissionSets: readonly DemoPermissionSet[];
  /** The first one is an active owner. */
  readonly people: readonly DemoPerson[];
}
