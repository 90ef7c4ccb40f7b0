import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';

import { useAccessModel } from '../../../api/access-model.ts';
import { inSentence, useWords } from '../../../api/model-words.ts';
import { ColumnChoice } from '../../../shared-ui/data-list/column-choice.tsx';
import { DataList } from '../../../shared-ui/data-list/data-list.tsx';
import { useColumns } from '../../../shared-ui/data-list/use-columns.ts';
import { EmptyState } from '../../../shared-ui/empty-state.tsx';
import { SearchField } from '../../../shared-ui/search-field.tsx';
import type { InvitationStatus, PeopleSearch } from '../people-search.ts';
import { invitationColumns } from './invitation-columns.tsx';
import { InvitationDialogs } from './invitation-dialogs.tsx';
import { invitationListQuery } from './invitation-query.ts';
import { statusFilters, statusWords } from './invitation-status.tsx';
import { NoMailNote } from './no-mail-note.tsx';
import { useInvitationActs } from './use-invitation-acts.tsx';

const route = getRouteApi('/frame/people');

/** Offers to people who are not here yet, apart from the people who are. */
export function InvitationList() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const status: InvitationStatus | undefined = search.invitation;
  const query = useQuery(invitationListQuery(search));
  const model = useAccessModel();
  const words = useWords();
  const columns = invitationColumns(status, model);
  const choice = useColumns(`invitations.${model.key}`, columns);
  const acts = useInvitationActs();
  const set = (change: Partial<PeopleSearch>) =>
    void navigate({
      search: (now) => ({ ...now, ...change, cursor: undefined, from: undefined }),
      replace: true,
    });
  const filters = [
    ...(search.search ? [`“${search.search}”`] : []),
    ...(status ? [`Status ${statusWords[status]}`] : []),
  ];
  return (
    <>
      <NoMailNote />
      <div className="list-bar">
        <SearchField
          label={`Search ${inSentence(words.invitations)}`}
          placeholder="Name or e-mail"
          value={search.search ?? ''}
          onChange={(value) => set({ search: value || undefined })}
        />
        <fieldset className="line choice-row">
          <legend className="sr">Status</legend>
          {statusFilters.map(([key, label]) => (
            <button
              key={label}
              type="button"
              className="choice"
              aria-pressed={status === key}
              onClick={() => set({ invitation: key })}
            >
              {label}
            </button>
          ))}
        </fieldset>
        <span className="grow" />
        <ColumnChoice columns={columns} choice={choice} />
      </div>
      <DataList
        name={words.invitations}
        columns={choice.shown}
        query={query}
        rowKey={(row) => row.id}
        rowName={(row) => row.name || row.address}
        rowActs={acts.of}
        filters={filters}
        onClearFilters={() => set({ search: undefined, invitation: undefined })}
        empty={
          <EmptyState
            title={`No ${inSentence(words.invitations)} yet`}
            act={
              <Button component={Link} to="/people/add" variant="filled">
                {words.addPeople}
              </Button>
            }
          >
            Everybody whom you invite is listed here until the invitation is answered.
          </EmptyState>
        }
        pager={{
          from: search.from ?? 1,
          onGo: (cursor, from) => void navigate({ search: (now) => ({ ...now, cursor, from }) }),
        }}
      />
      <InvitationDialogs state={acts} />
    </>
  );
}
