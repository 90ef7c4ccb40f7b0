/** How a hidden field reads: a phone number cut to its country code, a stand-in, or no field at all; the later the stricter. */
export const maskWays = ['country_code', 'redacted', 'absent'] as const;
export type MaskWay = (typeof maskWays)[number];

/** Resource type to field to how the field reads: `{ contact: { phone: 'country_code' } }`. */
export type FieldMasks = Readonly<Record<string, Readonly<Record<string, MaskWay>>>>;

/** A permission as a platform declares it; the record's key is the permission's name, `module.thing.act`. */
export interface PermissionDefinition {
  readonly label: string;
  /** What it lets one do, as a sentence says it: `edit promotions`. Left out, the label stands. */
  readonly act?: string;
  readonly description: string;
  /** Permissions that must also be held at the place for this one to count. */
  readonly requires?: readonly string[];
  /** Permissions that come with this one. */
  readonly implies?: readonly string[];
  /** Permissions that nobody may hold together with this one at the same place. */
  readonly excludes?: readonly string[];
  /** Ticked when a new set is made from scratch, and part of the default access of a new person. */
  readonly selectedByDefault?: boolean;
  /** Fields that only this permission shows, with how they read without it. */
  readonly opens?: FieldMasks;
  /** Why an administrator should hesitate, shown as a badge: "Reaches customers". */
  readonly risk?: string;
}

export interface ModuleDefinition {
  readonly label: string;
  readonly description?: string;
  readonly permissions: Readonly<Record<string, PermissionDefinition>>;
  /** The module can be switched off for an organization or a place. */
  readonly switchable?: {
    /** Entity types (or `organization`) whose new ones begin with the module off. */
    readonly startsOffAt?: readonly string[];
  };
}

export interface EntityTypeDefinition {
  readonly label: string;
  readonly plural: string;
  /** Types (or `organization`) an entity of this type may lie in; at most one parent of each. */
  readonly parents: readonly string[];
  /** An organization can do without this type, and begins with it or without. */
  readonly optional?: { readonly startsOff: boolean };
}

export interface StandardSetDefinition {
  /** A starter set is the organization's own to change, by its owners; a standard one changes with the model only. */
  readonly kind?: 'standard' | 'starter';
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
  /** Keys of the standard sets that a holder may hand out; `*` means every set within the holder's own permissions. */
  readonly mayGrant?: readonly string[] | '*';
  /** Keys of the restrictions that come with the set. */
  readonly restrictions?: readonly string[];
}

/** A rule that a set can carry: it masks fields and hides modules of its holders, whatever else they hold. */
export interface RestrictionDefinition {
  readonly label: string;
  readonly description: string;
  readonly masks?: FieldMasks;
  /** Modules whose permissions no longer count for the holder. */
  readonly hidesModules?: readonly string[];
}

/** How a platform gives access: any number of sets at places, one set for each person, or single permissions at places. */
export type Assignment = 'sets' | 'one_set' | 'direct';

/** What a new person can begin with. */
export type StartingAccess = 'default' | 'none' | 'copy' | 'owner';

/** What the platform calls things on its screens; left out, the glossary's words stand. */
export interface ModelWords {
  /** `Users`, `Team members`. */
  readonly people?: string;
  readonly person?: string;
  readonly invitations?: string;
  readonly permissionSets?: string;
  readonly permissionSet?: string;
  readonly owner?: string;
  readonly member?: string;
  /** The column of sign-in methods: `Login`. */
  readonly signIn?: string;
  /** The act that brings people in: `Invite`. */
  readonly addPeople?: string;
}

/** Where the platform keeps its pages, as the trail above a page's title: `['Settings', 'Identity & access management']`. */
export interface ModelPages {
  readonly people?: readonly string[];
  readonly permissionSets?: readonly string[];
  readonly places?: readonly string[];
}

/** A column of the list of people. */
export type PeopleColumn =
  | 'name'
  | 'address'
  | 'phone'
  | 'role'
  | 'sets'
  | 'places'
  | 'status'
  | 'signIn'
  | 'lastActive'
  | 'ends';

/** A column of the list of invitations; *responded* is *expires* among those that wait. */
export type InvitationColumn =
  | 'name'
  | 'address'
  | 'sets'
  | 'places'
  | 'status'
  | 'delivery'
  | 'created'
  | 'responded'
  | 'sender';

/** A resource of this type is placed by its properties: property name to entity type, e.g. `{ store: 'store' }`. */
export type ContextualParents = Readonly<Record<string, string>>;

/**
 * Property of a subject, its value, and the standard set that then counts at the whole organization, for that question
 * only: `{ role: { auditor: 'audit' } }`. Whoever asks vouches for the property.
 */
export type ContextualGroups = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the name of an action in a question stands for. */
export interface ActionDefinition {
  /** Where no property selects another; left out, the permission of that name, if there is one. */
  readonly permission?: string;
  /** Property of the action, its value, and the permission that they select: `{ soft: { true: 'record.archive' } }`. */
  readonly variants?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface AccessModelDefinition {
  readonly key: string;
  readonly label: string;
  readonly entityTypes: Readonly<Record<string, EntityTypeDefinition>>;
  readonly modules: Readonly<Record<string, ModuleDefinition>>;
  readonly permissionSets: Readonly<Record<string, StandardSetDefinition>>;
  /** Resources that their properties place, by resource type; a stored entity of such a type lies there besides. */
  readonly resources?: Readonly<Record<string, ContextualParents>>;
  readonly subjects?: ContextualGroups;
  /** Names of actions that are no permissions, or whose properties select one. */
  readonly actions?: Readonly<Record<string, ActionDefinition>>;
  /** `sets` when left out. */
  readonly assignment?: Assignment;
  /** A new person's beginning has to be chosen from these; left out, access is chosen as such. */
  readonly startingAccess?: readonly StartingAccess[];
  /** A member without any access may exist: signs in and sees no place. */
  readonly membersMayHoldNothing?: boolean;
  readonly restrictions?: Readonly<Record<string, RestrictionDefinition>>;
  readonly words?: ModelWords;
  readonly pages?: ModelPages;
  /**
   * Permissions of earlier versions and what they are called now: one name for a new name, several for a
   * permission that was split. Kept for as long as an organization may come from such a version.
   */
  readonly renamed?: Readonly<Record<string, readonly string[]>>;
  /** Columns of the list of people that show at first, in this order. */
  readonly peopleColumns?: readonly PeopleColumn[];
  /** The same for the list of invitations. */
  readonly invitationColumns?: readonly InvitationColumn[];
}

/** What is wrong in a definition: where, which name, and what to do. */
export interface ModelProblem {
  readonly path: string;
  readonly code:
    | 'unknown_reference'
    | 'duplicate'
    | 'cycle'
    | 'reserved_name'
    | 'bad_name'
    | 'not_closed'
    | 'conflict';
  readonly message: string;
}

/** A checked model with the built-in `access` module in it; plain data, stored by the hash of its canonical JSON. */
export interface AccessModel extends AccessModelDefinition {}
