import type { AccessModelView, InviteRequest } from '@latchkey/contract';
import type { OrganizationId, PermissionSetId } from '@latchkey/engine';
import { hasPlaces } from '../../api/access-model.ts';
import { type AccessEndChoice, noAccessEnd } from '../../shared-ui/access-end/access-end-choice.ts';
import {
  noPlaces,
  type PlaceSelection,
  scopesOf,
} from '../../shared-ui/place-picker/place-selection.ts';
import type { Standing } from './address-standing.ts';
import type { EnteredAddresses } from './entered-addresses.ts';

/** Everything that is chosen on the way; one access for all addresses of the flow. */
export interface AddPeopleDraft {
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
export const beginning = (model: AccessModelView): AddPeopleDraft => ({
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

/** What the server is asked to do for these people. */
export function inviteRequestOf(
  draft: AddPeopleDraft,
  people: readonly Standing[],
  organizationId: OrganizationId,
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
    signInMethod: draft.signInMethod,
    accessEndsAt: draft.end.kind === 'at' ? draft.end.instant : null,
    note: note === '' ? null : note,
  };
}
