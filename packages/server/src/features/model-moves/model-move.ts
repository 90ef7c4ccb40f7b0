import type { AccessModel, OrganizationId, PermissionSetKind } from '@latchkey/engine';

/** What a move to another version of the access model would do to one organization. */
export interface ModelMove {
  readonly organizationId: OrganizationId;
  readonly organizationName: string;
  readonly isThereAlready: boolean;
  readonly permissions: PermissionMoves;
  readonly newModules: readonly string[];
  readonly sets: readonly SetMove[];
  readonly directGrants: { readonly changed: number; readonly gone: number };
  readonly gaining: PeopleMoves;
  readonly losing: PeopleMoves;
  /** Places (the organization included) at which modules go off, or come on because they are switched no longer. */
  readonly switched: readonly {
    readonly module: string;
    readonly to: 'off' | 'on';
    readonly places: number;
  }[];
  /** What stands in its way; none: it can be carried out. */
  readonly problems: readonly { readonly code: string; readonly message: string }[];
  /** Equal for plans that do the same to the same people. */
  readonly digest: string;
}

export interface PermissionMoves {
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly split: readonly { readonly from: string; readonly to: readonly string[] }[];
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export interface SetMove {
  readonly name: string;
  /** What it was called before, if that is another name. */
  readonly formerName: string | null;
  readonly kind: PermissionSetKind;
  /** `kept` is a standard set that the model has dropped and that is the organization's own from now on. */
  readonly what: 'new' | 'changed' | 'kept' | 'gone';
  readonly gains: readonly string[];
  readonly loses: readonly { readonly permission: string; readonly because: LossReason }[];
  readonly losesRestrictions: readonly string[];
  /** How many people hold it. */
  readonly holders: number;
}

/** The model has it no longer; what it requires is not in the set; or the model has taken it out of its set. */
export type LossReason = 'removed' | 'taken_out' | { readonly needs: string };

export interface PeopleMoves {
  readonly count: number;
  /** The first twenty. */
  readonly first: readonly {
    readonly name: string;
    readonly address: string;
    readonly permissions: readonly string[];
  }[];
}

/** The permissions of a model, by name. */
export const permissionNames = (model: AccessModel): ReadonlySet<string> =>
  new Set(Object.values(model.modules).flatMap(({ permissions }) => Object.keys(permissions)));
