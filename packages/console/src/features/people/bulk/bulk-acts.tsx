import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useAccessModel } from '../../../api/access-model.ts';
import { wordsOf } from '../../../api/model-words.ts';
import { addressOf } from '../../../api/request.ts';
import { useSession } from '../../../api/session.ts';
import type { SelectionState } from '../../../shared-ui/data-list/selection.ts';
import { filterQuery } from '../member-query.ts';
import type { PeopleSearch } from '../people-search.ts';
import { AddSetsDialog } from './add-sets-dialog.tsx';
import { ChangeSetDialog } from './change-set-dialog.tsx';
import { memberSelection } from './member-selection.ts';
import { SetEndDialog } from './set-end-dialog.tsx';
import { SimpleBulkDialog, type SimpleBulkKind } from './simple-bulk-dialog.tsx';

interface BulkActsProps {
  readonly search: PeopleSearch;
  readonly selection: SelectionState;
}

type Opened = SimpleBulkKind | 'sets' | 'setEnd';

/** What can be done with all selected people at once. */
export function BulkActs({ search, selection }: BulkActsProps) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const session = useSession();
  const model = useAccessModel();
  const words = wordsOf(model);
  const oneSet = model.assignment === 'one_set';
  const removed = search.status === 'removed';
  const dialog = {
    selection: memberSelection(selection, search, session.member.id),
    count: selection.count,
    onClose: () => setOpened(null),
    onDone: selection.clear,
  };
  return (
    <>
      {removed ? (
        <Button variant="subtle" onClick={() => setOpened('restore')}>
          Restore
        </Button>
      ) : (
        <>
          <Button variant="subtle" onClick={() => setOpened('sets')}>
            {oneSet ? `Change ${words.set}` : `Add ${words.sets}`}
          </Button>
          <Button variant="subtle" onClick={() => setOpened('setEnd')}>
            Set end
          </Button>
          <Button variant="subtle" onClick={() => setOpened('suspend')}>
            Suspend
          </Button>
          <Button variant="subtle" color="danger" onClick={() => setOpened('remove')}>
            Remove from organization
          </Button>
          <Menu position="top-end" width={200} portalProps={{ target: '#content' }}>
            <Menu.Target>
              <Button variant="subtle" rightSection={<IconChevronDown />}>
                More
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setOpened('resume')}>Resume</Menu.Item>
              <Menu.Item
                component="a"
                href={addressOf('/v1/members/export.csv', { query: filterQuery(search) })}
                download
              >
                Export the filtered list
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      )}
      {opened !== 'sets' ? null : oneSet ? (
        <ChangeSetDialog {...dialog} />
      ) : (
        <AddSetsDialog {...dialog} />
      )}
      {opened === 'setEnd' ? <SetEndDialog {...dialog} /> : null}
      {opened === 'suspend' ||
      opened === 'resume' ||
      opened === 'remove' ||
      opened === 'restore' ? (
        <SimpleBulkDialog kind={opened} {...dialog} />
      ) : null}
    </>
  );
}
