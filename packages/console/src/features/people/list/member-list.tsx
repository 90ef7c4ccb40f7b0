import type { MemberListItem } from '@latchkey/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useAccessModel } from '../../../api/access-model.ts';
import { useWords } from '../../../api/model-words.ts';
import { BulkBar } from '../../../shared-ui/data-list/bulk-bar.tsx';
import { ColumnChoice } from '../../../shared-ui/data-list/column-choice.tsx';
import { DataList } from '../../../shared-ui/data-list/data-list.tsx';
import { useSelection } from '../../../shared-ui/data-list/selection.ts';
import { useColumns } from '../../../shared-ui/data-list/use-columns.ts';
import { EmptyState } from '../../../shared-ui/empty-state.tsx';
import { reasonText } from '../../../shared-ui/reason-text.ts';
import { BulkActs } from '../bulk/bulk-acts.tsx';
import { MemberDialogs } from '../member/member-dialogs.tsx';
import { useMemberActs } from '../member/use-member-acts.tsx';
import { changeableCountQuery, filterQuery, memberListQuery } from '../member-query.ts';
import { memberSorts } from '../people-search.ts';
import { memberColumns } from './member-columns.tsx';
import { MemberFilters } from './member-filters.tsx';
import { useFilterNames } from './use-filter-names.ts';

const route = getRouteApi('/frame/people');

export function MemberList({ openId }: { openId: string | undefined }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(memberListQuery(search));
  const model = useAccessModel();
  const words = useWords();
  const columns = memberColumns(model);
  const choice = useColumns(`people.${model.key}`, columns);
  const selection = useSelection(JSON.stringify(filterQuery(search)));
  const filters = useFilterNames(search);
  const acts = useMemberActs();
  const page = query.data;
  const matching = useQuery(changeableCountQuery(search)).data;
  const selectable = (page?.data ?? []).filter((row) => !notSelectable(row)).map((row) => row.id);

  // When the last row of the last page goes, the page before it is shown instead of an empty one.
  const emptied =
    page?.data.length === 0 && search.cursor !== undefined && !query.isPlaceholderData;
  useEffect(() => {
    if (emptied) {
      void navigate({
        search: (now) => ({ ...now, cursor: page?.previousCursor ?? undefined, from: undefined }),
        replace: true,
      });
    }
  }, [emptied, navigate, page?.previousCursor]);

  return (
    <>
      <div className="list-bar">
        <MemberFilters />
        <span className="grow" />
        <ColumnChoice columns={columns} choice={choice} />
      </div>
      <DataList
        name={words.people}
        columns={choice.shown}
        query={query}
        rowKey={(row) => row.id}
        rowName={(row) => row.name || row.address}
        sort={{
          by: search.sort ?? 'name',
          onChange: (by) =>
            void navigate({
              search: (now) => ({
                ...now,
                sort: sortOf(by),
                cursor: undefined,
                from: undefined,
              }),
            }),
        }}
        selection={selection}
        notSelectable={notSelectable}
        matching={matching}
        rowActs={acts.of}
        openKey={openId}
        filters={filters}
        onClearFilters={() => void navigate({ search: {} })}
        empty={
          <EmptyState title="Nobody is here yet">
            People appear here when they have accepted their invitation.
          </EmptyState>
        }
        pager={{
          from: search.from ?? 1,
          onGo: (cursor, from) => void navigate({ search: (now) => ({ ...now, cursor, from }) }),
        }}
      />
      <BulkBar selection={selection} total={matching ?? 0} selectable={selectable}>
        <BulkActs search={search} selection={selection} />
      </BulkBar>
      <MemberDialogs state={acts} />
    </>
  );
}

const sortOf = (by: string) => memberSorts.find((sort) => sort === by);

/** Why a person cannot be part of a bulk act. */
function notSelectable(row: MemberListItem): string | null {
  if (row.cannotManage !== null) return reasonText(row.cannotManage);
  if (row.role === 'owner') {
    return `Owners are changed one at a time. Open ${row.name || row.address} to change this one.`;
  }
  return row.you ? 'This is you. Nobody changes the own access in bulk.' : null;
}
