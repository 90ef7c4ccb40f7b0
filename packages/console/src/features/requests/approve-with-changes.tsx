import type { AccessRequest, ApproveRequest } from '@latchkey/contract';
import { isEntityId } from '@latchkey/engine';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAccessModel } from '../../api/access-model.ts';
import { permissionSetsQuery } from '../../api/permission-sets.ts';
import { useSession } from '../../api/session.ts';
import { AccessEnd } from '../../shared-ui/access-end/access-end.tsx';
import { accessEndAt } from '../../shared-ui/access-end/access-end-choice.ts';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';
import { peopleText } from '../../shared-ui/number-text.ts';
import { PlacePicker } from '../../shared-ui/place-picker/place-picker.tsx';
import {
  isNoPlace,
  type PlaceSelection,
  scopesOf,
} from '../../shared-ui/place-picker/place-selection.ts';
import { SetChooser } from '../../shared-ui/set-chooser/set-chooser.tsx';

interface ApproveWithChangesProps {
  readonly asked: AccessRequest;
  readonly onApprove: (change: Omit<ApproveRequest, 'digest'>) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Other sets, other places, or an end: what the people get instead of what was asked for. */
export function ApproveWithChanges({ asked, onApprove, onClose }: ApproveWithChangesProps) {
  const organizationId = useSession().organization.id;
  const model = useAccessModel();
  const sets = useQuery(permissionSetsQuery).data;
  const [setIds, setSetIds] = useState(
    () => new Set(asked.grants.flatMap(({ permissionSetId }) => permissionSetId ?? [])),
  );
  const [places, setPlaces] = useState(() => placesOf(asked));
  const [end, setEnd] = useState(() => accessEndAt(asked.accessEndsAt));
  const grants = [...setIds].flatMap((permissionSetId) =>
    scopesOf(places, organizationId).map((scope) => ({ permissionSetId, scope })),
  );
  return (
    <ConfirmDialog
      title={`Approve ${peopleText(asked.people.length)} with changes`}
      act="Approve with these changes"
      size="xl"
      disabled={grants.length === 0 || isNoPlace(places)}
      keepOpen
      onClose={onClose}
      onConfirm={() => onApprove({ grants, accessEndsAt: end.kind === 'at' ? end.instant : null })}
    >
      <section className="stack">
        <h3>What</h3>
        {sets ? (
          <SetChooser
            sets={sets}
            model={model}
            value={setIds}
            onChange={(chosen) => setSetIds(new Set(chosen))}
          />
        ) : (
          <Skeleton height={160} />
        )}
      </section>
      <PlacePicker label="Where" reach="everywhere" value={places} onChange={setPlaces} />
      <AccessEnd label="Their access ends" value={end} onChange={setEnd} />
    </ConfirmDialog>
  );
}

function placesOf({ grants }: AccessRequest): PlaceSelection {
  const scopes = grants.map(({ scope }) => scope);
  return scopes.every(isEntityId)
    ? { kind: 'places', ids: new Set(scopes.filter(isEntityId)) }
    : { kind: 'whole' };
}
