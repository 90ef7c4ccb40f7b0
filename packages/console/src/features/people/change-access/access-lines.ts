import type { GrantRequest, GrantView } from '@latchkey/contract';
import type { EntityId, OrganizationId, PermissionSetId, Scope } from '@latchkey/engine';
import {
  type AccessEndChoice,
  accessEndAt,
} from '../../../shared-ui/access-end/access-end-choice.ts';
import {
  noPlaces,
  type PlaceSelection,
  scopesOf,
} from '../../../shared-ui/place-picker/place-selection.ts';
import type { GrantDraft } from './grant-draft.ts';

/** One set at some places with one end: what a person edits, where the server keeps a grant per place. */
export interface AccessLine {
  readonly key: string;
  readonly setId: PermissionSetId;
  readonly places: PlaceSelection;
  readonly startsAt: string | null;
  readonly end: AccessEndChoice;
}

/** A set that the editor may take away; the rest stays as it is. */
export const isEditable = (grant: GrantView): grant is EditableGrant =>
  grant.manageable && grant.permissionSet !== null;

type EditableGrant = GrantView & {
  readonly permissionSet: NonNullable<GrantView['permissionSet']>;
};

/** Grants by set and time; those that the editor may not take away stay out of the lines. */
export function linesOf(grants: readonly GrantView[]): readonly AccessLine[] {
  const lines = new Map<string, AccessLine>();
  for (const grant of grants) {
    if (!isEditable(grant)) continue;
    const whole = !isEntityId(grant.place.id);
    const key = [grant.permissionSet.id, grant.startsAt, grant.endsAt, whole].join('|');
    const line = lines.get(key) ?? {
      key,
      setId: grant.permissionSet.id,
      places: whole ? { kind: 'whole' } : noPlaces,
      startsAt: grant.startsAt,
      end: accessEndAt(grant.endsAt),
    };
    lines.set(key, { ...line, places: withPlace(line.places, grant.place.id) });
  }
  return [...lines.values()];
}

export function linesOfDraft(draft: GrantDraft): readonly AccessLine[] {
  return [...draft.sets].map((setId) => ({
    key: crypto.randomUUID(),
    setId,
    places: draft.places,
    startsAt: null,
    end: draft.end,
  }));
}

/** The whole access as the server takes it: the lines, and what the editor may not touch as it is. */
export function grantsOfLines(
  lines: readonly AccessLine[],
  untouched: readonly GrantView[],
  organizationId: OrganizationId,
): GrantRequest[] {
  const grants = new Map<string, GrantRequest>();
  const add = (grant: GrantRequest) => {
    grants.set([grant.permissionSetId, grant.scope, grant.startsAt, grant.endsAt].join('|'), grant);
  };
  for (const grant of untouched) {
    add({
      ...(grant.permissionSet
        ? { permissionSetId: grant.permissionSet.id }
        : { permissions: grant.permissions ?? [] }),
      scope: grant.place.id,
      startsAt: grant.startsAt,
      endsAt: grant.endsAt,
    });
  }
  for (const line of lines) {
    const endsAt = line.end.kind === 'at' ? line.end.instant : null;
    for (const scope of scopesOf(line.places, organizationId)) {
      add({ permissionSetId: line.setId, scope, startsAt: line.startsAt, endsAt });
    }
  }
  return [...grants.values()];
}

function withPlace(places: PlaceSelection, id: Scope): PlaceSelection {
  if (places.kind === 'whole' || !isEntityId(id)) return places;
  return { kind: 'places', ids: new Set([...places.ids, id]) };
}

const isEntityId = (id: Scope): id is EntityId => id.startsWith('ent_');
