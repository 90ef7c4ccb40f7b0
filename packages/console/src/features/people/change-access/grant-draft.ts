import type { GrantRequest } from '@latchkey/contract';
import type { OrganizationId, PermissionSetId } from '@latchkey/engine';
import {
  type AccessEndChoice,
  accessEndProblem,
  noAccessEnd,
} from '../../../shared-ui/access-end/access-end-choice.ts';
import {
  isNoPlace,
  noPlaces,
  type PlaceSelection,
  scopesOf,
} from '../../../shared-ui/place-picker/place-selection.ts';

/** Access being put together: sets × places, with one end. */
export interface GrantDraft {
  readonly sets: ReadonlySet<PermissionSetId>;
  readonly places: PlaceSelection;
  readonly end: AccessEndChoice;
}

export const emptyGrantDraft: GrantDraft = { sets: new Set(), places: noPlaces, end: noAccessEnd };

/** The grants that the draft asks for; null while it is not complete. */
export function grantsOf(draft: GrantDraft, organizationId: OrganizationId): GrantRequest[] | null {
  if (draft.sets.size === 0 || isNoPlace(draft.places)) return null;
  if (accessEndProblem(draft.end, Date.now()) !== null) return null;
  const endsAt = draft.end.kind === 'at' ? draft.end.instant : null;
  return [...draft.sets].flatMap((permissionSetId) =>
    scopesOf(draft.places, organizationId).map((scope) => ({ permissionSetId, scope, endsAt })),
  );
}
