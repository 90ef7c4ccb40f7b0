import type { PermissionSet } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { IconColumns3, IconCopy, IconTrash } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { hasPlaces, useAccessModel } from '../../api/access-model.ts';
import { manages, useSession } from '../../api/session.ts';
import { countText, peopleText } from '../../shared-ui/number-text.ts';
import { PageHeader } from '../../shared-ui/page.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import { DeleteSetDialog } from './delete-set-dialog.tsx';
import { SetsTrail } from './sets-trail.tsx';

interface SetHeaderProps {
  readonly set: PermissionSet;
  readonly sets: readonly PermissionSet[];
  readonly readOnly: boolean;
}

/** Which set this is, who holds it, where it came from. */
export function SetHeader({ set, sets, readOnly }: SetHeaderProps) {
  const session = useSession();
  const navigate = useNavigate();
  const withPlaces = hasPlaces(useAccessModel());
  const [deleting, setDeleting] = useState(false);
  const mayMake = session.member.role === 'owner' || manages(session, 'access.set.manage');
  // A copy is compared with what it was made from; everything else with what is chosen next.
  const compared = set.copiedFrom ? `${set.id},${set.copiedFrom.id}` : set.id;
  return (
    <>
      <PageHeader
        title={set.name}
        crumb={<SetsTrail kind={set.kind} />}
        lead={
          <>
            {readOnly && set.description ? `${set.description} ` : null}
            {set.memberCount > 0 ? (
              <>
                <Link to="/people" search={{ set: set.id }}>
                  {peopleText(set.memberCount)}
                </Link>{' '}
                {withPlaces ? `at ${countText(set.placeCount, 'place', 'places')}.` : 'hold it.'}
              </>
            ) : (
              'Nobody holds it yet.'
            )}{' '}
            <Origin set={set} />
          </>
        }
        acts={
          <>
            {set.kind === 'custom' && !readOnly ? (
              <Button leftSection={<IconTrash />} onClick={() => setDeleting(true)}>
                Delete
              </Button>
            ) : null}
            <Button
              leftSection={<IconColumns3 />}
              onClick={() =>
                void navigate({ to: '/permission-sets/compare', search: { sets: compared } })
              }
            >
              Compare
            </Button>
            {mayMake ? (
              <Button
                variant={set.kind === 'standard' ? 'filled' : 'default'}
                leftSection={<IconCopy />}
                onClick={() =>
                  void navigate({ to: '/permission-sets/new', search: { copyFrom: set.id } })
                }
              >
                {set.kind === 'standard' ? 'Duplicate to customize' : 'Duplicate'}
              </Button>
            ) : null}
          </>
        }
      />
      {deleting ? (
        <DeleteSetDialog set={set} sets={sets} onClose={() => setDeleting(false)} />
      ) : null}
    </>
  );
}

function Origin({ set }: { set: PermissionSet }) {
  if (set.kind === 'standard') return null;
  return (
    <>
      {set.copiedFrom ? (
        <>
          Made from{' '}
          <Link to="/permission-sets/$setId" params={{ setId: set.copiedFrom.id }}>
            {set.copiedFrom.name}
          </Link>
          , last
        </>
      ) : (
        'Last'
      )}{' '}
      changed by {set.changedBy} <Timestamp at={set.changedAt} />.
    </>
  );
}
