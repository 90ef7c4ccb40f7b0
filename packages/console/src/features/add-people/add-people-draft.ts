import type { AccessModelView, InviteRequest, StartingAccess } from '@latchkey/contract';
import type { EntityId, MemberId, OrganizationId, PermissionSetId } from '@latchkey/engine';
import { hasPlaces } from '../../api/access-model.ts';
import { type AccessEndChoice, noAccessEnd } from '../../shared-ui/access-end/access-end-choice.ts';
import {
  noPlaces,
  type PlaceSelection,
  scopesOf,
} from '../../shared-ui/place-picker/place-selection.ts';
import type { Standing } from './address-standing.ts';
import type { EnteredAddresses } from './entered-addresses.ts';

/** What new people begin with, where the access model asks for it; filled in step by step. */
export interface StartingDraft {
  readonly kind: 'default' | 'none' | 'copy' | 'owner';
  /** Of default access: whether places that are added later are included; null: not answered yet. */
  readonly later: boolean | null;
  readonly copyFrom: MemberId | null;
}

/** Everything that is chosen on the way; one access for all addresses of the flow. */
export interface AddPeopleDraft {
  readonly starting: StartingDraft | null;
  /** Opened from one place: default access is for that place alone. */
  readonly at: EntityId | null;
  readonly entries: EnteredAddresses;
  /** Typed into the box and not yet on the list. */
  readonly typed: string;
  /** How many were taken out by the button, so that the review can tell. */
  readonly takenOut: number;
  readonly role: 'owner' | 'member' | null;
  readonly end: AccessEndChoice;
  readonly places: PlaceSelection;
  readonly setIds: ReadonlySet<PermissionSetId>;
  readonly note: string;
  /** By a local account, or through the identity provider. */
  readonly signInMethod: 'password' | 'sso';
}

/** Nothing is chosen yet but what the access model leaves no choice of. */
export const beginning = (
  model: AccessModelView,
  {
    at,
    copyFrom,
  }: { readonly at?: EntityId | undefined; readonly copyFrom?: MemberId | undefined } = {},
): AddPeopleDraft => ({
  starting: copyFrom === undefined ? null : { kind: 'copy', later: null, copyFrom },
  at: at ?? null,
  entries: [],
  typed: '',
  takenOut: 0,
  role: null,
  end: noAccessEnd,
  places: model.assignment === 'one_set' || !hasPlaces(model) ? { kind: 'whole' } : noPlaces,
  setIds: new Set(),
  note: '',
  signInMethod: 'password',
});

export const noteAtMost = 500;
export const grantsAtMost = 1000;
/** People times grants in one request. */
export const allGrantsAtMost = 100_000;

/** One part of a draft changes. */
export type ChangeDraft = (change: Partial<AddPeopleDraft>) => void;

export const grantCount = (draft: AddPeopleDraft) =>
  draft.setIds.size * (draft.places.kind === 'whole' ? 1 : draft.places.ids.size);

/** The draft as the server takes it; null while something is missing. */
export function startingOf(
  { starting, at }: AddPeopleDraft,
  asksLater: boolean,
): StartingAccess | null {
  if (starting === null) return null;
  const { kind, later, copyFrom } = starting;
  if (kind === 'copy') return copyFrom === null ? null : { kind, memberId: copyFrom };
  if (kind !== 'default') return { kind };
  if (at !== null) return { kind, places: [at] };
  if (!asksLater) return { kind, places: 'now' };
  return later === null ? null : { kind, places: later ? 'later' : 'now' };
}

/** What the server is asked to do for these people. */
export function inviteRequestOf(
  draft: AddPeopleDraft,
  people: readonly Standing[],
  organizationId: OrganizationId,
  startingAccess: StartingAccess | null = null,
): InviteRequest {
  const scopes = draft.role === 'member' ? scopesOf(draft.places, organizationId) : [];
  const note = draft.note.trim();
  return {
    people: people.map(({ entry, checked }) => {
      const name = entry.name.trim() || checked?.name || '';
      const phone = entry.phone.trim();
      const signInName = draft.signInMethod === 'password' ? entry.signInName.trim() : '';
      return {
        address: checked?.address ?? entry.entered,
        ...(name === '' ? {} : { name }),
        ...(phone === '' ? {} : { phone }),
        ...(signInName === '' ? {} : { signInName }),
      };
    }),
    role: draft.role ?? 'member',
    grants: [...draft.setIds].flatMap((permissionSetId) =>
      scopes.map((scope) => ({ permissionSetId, scope })),
    ),
    ...(startingAccess === null ? {} : { startingAccess }),
    signInMethod: draft.signInMethod,
    accessEndsAt: draft.end.kind === 'at' ? draft.end.instant : null,
    note: note === '' ? null : note,
  };
}
