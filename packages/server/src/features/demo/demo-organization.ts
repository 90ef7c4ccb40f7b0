import type { Role, SignInMethod } from '@latchkey/engine';

/** An entity by its type and code. */
export interface DemoEntityName {
  readonly type: string;
  readonly code: string;
}

/** A set, by its key in the model or among the demo's own; or permissions, where the model gives them directly. */
export type DemoGrant = {
  readonly place: 'organization' | DemoEntityName;
  readonly endsInDays: number | null;
} & ({ readonly set: string } | { readonly permissions: readonly string[] });

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
  readonly linkEndsInDays: number;
  readonly note: string | null;
}

/** What the demo begins with, as it is handed to the server: the invented company comes with the access model. */
export interface DemoOrganization {
  readonly name: string;
  readonly modelKey: string;
  readonly entities: readonly (DemoEntityName & {
    readonly name: string;
    readonly city: string | null;
    /** Listed earlier than this entity. */
    readonly parents: readonly DemoEntityName[];
    /** Switchable modules that are off here; left out: as the model begins. */
    readonly modulesOff?: readonly string[];
  })[];
  readonly permissionSets: readonly {
    readonly key: string;
    readonly name: string;
    readonly description: string;
    readonly permissions: readonly string[];
  }[];
  /** The first one is an active owner. */
  readonly people: readonly DemoPerson[];
}
