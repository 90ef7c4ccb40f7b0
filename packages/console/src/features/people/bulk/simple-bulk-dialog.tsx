import { Radio } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../../api/session.ts';
import { peopleText } from '../../../shared-ui/number-text.ts';
import { BulkDialog, type BulkTarget } from './bulk-dialog.tsx';

export type SimpleBulkKind = 'suspend' | 'resume' | 'remove' | 'restore';

const words = {
  suspend: {
    verb: 'Suspend',
    done: 'suspended',
    text: 'They cannot sign in and may do nothing until resumed. Every session ends now; everything that was set up is kept.',
  },
  resume: {
    verb: 'Resume',
    done: 'resumed',
    text: 'They can sign in again and hold what they held before.',
  },
  remove: {
    verb: 'Remove',
    done: 'removed',
    text: 'All their access is taken away and every session ends now. They can be restored later.',
  },
  restore: { verb: 'Restore', done: 'restored', text: 'They belong to the organization again.' },
};

export function SimpleBulkDialog({ kind, ...target }: BulkTarget & { kind: SimpleBulkKind }) {
  const [withAccess, setWithAccess] = useState(true);
  const { verb, done, text } = words[kind];
  const people = peopleText(target.count);
  const { organization } = useSession();
  const where = kind === 'remove' ? ` from ${organization.name}` : '';
  return (
    <BulkDialog
      {...target}
      title={`${verb} ${people}${where}?`}
      label={(changing) => `${verb} ${changing}`}
      act={kind === 'restore' ? { type: kind, withAccess } : { type: kind }}
      danger={kind === 'suspend' || kind === 'remove'}
      done={(changed) => `${peopleText(changed)} ${done}`}
    >
      <p>{text}</p>
      {kind === 'restore' ? (
        <Radio.Group
          label="How shall they come back?"
          value={withAccess ? 'with' : 'without'}
          onChange={(value) => setWithAccess(value === 'with')}
        >
          <div className="line" style={{ paddingTop: 'var(--s-2)' }}>
            <Radio value="with" label="Restore previous access" />
            <Radio value="without" label="Start fresh" />
          </div>
        </Radio.Group>
      ) : null}
    </BulkDialog>
  );
}
