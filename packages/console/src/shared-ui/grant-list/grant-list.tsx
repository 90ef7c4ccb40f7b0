import type { GrantView, PlaceRef } from '@latchkey/contract';
import {
  IconBuilding,
  IconBuildingStore,
  IconKey,
  IconMapPin,
  IconUser,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { accessModelQuery } from '../../api/access-model.ts';
import { numberText } from '../number-text.ts';
import { countedText, placeKind, placeName } from '../place-words.ts';
import { Tag } from '../tag.tsx';
import { Timestamp } from '../timestamp.tsx';
import './grant-list.css';

export type GrantGrouping = 'place' | 'permission' | 'source';

/** Longer lists are opened step by step, so that each step is there at once. */
const groupsAtOnce = 40;
const mostPlaces = 12;
const mostRemarks = 3;

interface GrantListProps {
  readonly grants: readonly GrantView[];
  readonly by: GrantGrouping;
}

/** Every grant of a person, grouped: what, where, who gave it, when, until when. */
export function GrantList({ grants, by }: GrantListProps) {
  const model = useQuery(accessModelQuery).data;
  const [steps, setSteps] = useState(1);
  const groups = new Map<string, GrantView[]>();
  for (const grant of grants) {
    const key = groupKey(grant, by);
    const group = groups.get(key);
    if (group) group.push(grant);
    else groups.set(key, [grant]);
  }
  const shown = [...groups].slice(0, steps * groupsAtOnce);
  const more = groups.size - shown.length;
  return (
    <>
      <ul className="grant-list">
        {shown.map(([key, group]) => {
          const first = group[0];
          if (!first) return null;
          return (
            <li key={key}>
              {iconOf(first.place, by)}
              <div className="grant-list-body">
                <GroupTitle grant={first} by={by} kind={placeKind(first.place, model)} />
                {by === 'place' ? (
                  <div className="tag-list">
                    {group.map((grant) => (
                      <Tag key={grant.id}>{grant.label}</Tag>
                    ))}
                  </div>
                ) : null}
                {by === 'permission' ? <div>{placesText(group)}</div> : null}
                {by === 'source'
                  ? [...Map.groupBy(group, ({ label }) => label)].map(([label, given]) => (
                      <div key={label}>
                        {label} at {placesText(given)}
                      </div>
                    ))
                  : null}
                <GrantRemarks group={group} />
              </div>
              {by === 'place' && first.placeCount > 1 ? (
                <span className="sub">{countedText(first.placeCount, model)}</span>
              ) : null}
            </li>
          );
        })}
      </ul>
      {more > 0 ? (
        <button type="button" className="linkish" onClick={() => setSteps(steps + 1)}>
          {more > groupsAtOnce
            ? `Show ${groupsAtOnce} more of ${numberText(more)}`
            : `Show ${numberText(more)} more`}
        </button>
      ) : null}
    </>
  );
}

function GroupTitle({ grant, by, kind }: { grant: GrantView; by: GrantGrouping; kind: string }) {
  if (by === 'permission') return <b>{grant.label}</b>;
  if (by === 'source') return <b>{sourceText(grant)}</b>;
  return (
    <div className="line">
      <b>{placeName(grant.place)}</b>
      {kind ? <span className="sub">{kind}</span> : null}
    </div>
  );
}

/** Grants that were given together are remarked on once. */
function GrantRemarks({ group }: { group: readonly GrantView[] }) {
  const remarks = Map.groupBy(
    group,
    ({ givenBy, givenAt, startsAt, endsAt }) => `${givenBy}|${givenAt}|${startsAt}|${endsAt}`,
  );
  const more = remarks.size - mostRemarks;
  return (
    <>
      {[...remarks]
        .slice(0, mostRemarks)
        .map(([key, [first]]) => (first ? <GrantRemark key={key} grant={first} /> : null))}
      {more > 0 ? (
        <div className="sub">and {numberText(more)} more, given or ending at other times</div>
      ) : null}
    </>
  );
}

function GrantRemark({ grant }: { grant: GrantView }) {
  return (
    <div className="sub">
      Given by {grant.givenBy} on <Timestamp at={grant.givenAt} show="date" />
      {grant.startsAt && new Date(grant.startsAt).getTime() > Date.now() ? (
        <>
          , starts <Timestamp at={grant.startsAt} show="exact" />
        </>
      ) : null}
      {grant.endsAt ? (
        <>
          , ends <Timestamp at={grant.endsAt} show="exact" /> (<Timestamp at={grant.endsAt} />)
        </>
      ) : null}
    </div>
  );
}

/** The first places by name, and how many more. */
function placesText(grants: readonly GrantView[]): string {
  const named = grants.slice(0, mostPlaces).map(({ place }) => placeName(place));
  const more = grants.length - named.length;
  return [...named, ...(more > 0 ? [`${numberText(more)} more`] : [])].join(', ');
}

function groupKey(grant: GrantView, by: GrantGrouping): string {
  if (by === 'place') return grant.place.id;
  return by === 'permission' ? (grant.permissionSet?.id ?? grant.label) : sourceText(grant);
}

const sourceText = (grant: GrantView) =>
  grant.source === '' ? grant.givenBy : `${grant.givenBy}, ${grant.source}`;

function iconOf(place: PlaceRef, by: GrantGrouping): ReactNode {
  if (by === 'permission') return <IconKey className="i" aria-hidden />;
  if (by === 'source') return <IconUser className="i" aria-hidden />;
  if (place.type === 'organization') return <IconBuilding className="i" aria-hidden />;
  return place.type === 'store' ? (
    <IconBuildingStore className="i" aria-hidden />
  ) : (
    <IconMapPin className="i" aria-hidden />
  );
}
