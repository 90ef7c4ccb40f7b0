/** A permission as a platform declares it; the record's key is the permission's name, `module.thing.act`. */
export interface PermissionDefinition {
  readonly label: string;
  readonly description: string;
  /** Permissions that must also be held at the place for this one to count. */
  readonly requires?: readonly string[];
  /** Permissions that come with this one. */
  readonly implies?: readonly string[];
  /** Permissions that nobody may hold together with this one at the same place. */
  readonly excludes?: readonly string[];
  /** Ticked when a new set is made from scratch. */
  readonly selectedByDefault?: boolean;
  /** Why an administrator should hesitate, shown as a badge: "Reaches customers". */
  readonly risk?: string;
}

export interface ModuleDefinition {
  readonly label: string;
  readonly description?: string;
  readonly permissions: Readonly<Record<string, PermissionDefinition>>;
}

export interface EntityTypeDefinition {
  readonly label: string;
  readonly plural: string;
  /** Types (or `organization`) an entity of this type may lie in; at most one parent of each. */
  readonly parents: readonly string[];
}

export interface StandardSetDefinition {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
  /** Keys of the standard sets that a holder may hand out; `*` means every set within the holder's own permissions. */
  readonly mayGrant?: readonly string[] | '*';
}

/** A resource of this type is placed by its properties: property name to entity type, e.g. `{ store: 'store' }`. */
export type ContextualParents = Readonly<Record<string, string>>;

export interface AccessModelDefinition {
  readonly key: string;
  readonly label: string;
  readonly entityTypes: Readonly<Record<string, EntityTypeDefinition>>;
  readonly modules: Readonly<Record<string, ModuleDefinition>>;
  readonly permissionSets: Readonly<Record<string, StandardSetDefinition>>;
  /** Resources that are asked about but not stored, by resource type. */
  readonly resources?: Readonly<Record<string, ContextualParents>>;
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
