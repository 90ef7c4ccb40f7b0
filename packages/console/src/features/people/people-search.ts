import type { InvitationListQuery, MemberFilter, MemberListQuery } from '@latchkey/contract';

export type MemberSort = NonNullable<MemberListQuery['sort']>;
type Status = NonNullable<MemberFilter['status']>;
export type InvitationStatus = NonNullable<InvitationListQuery['status']>;

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const days = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined =>
  values.find((known) => known === value);

export const memberSorts: readonly MemberSort[] = [
  'name',
  '-name',
  'address',
  '-address',
  'lastActiveAt',
  '-lastActiveAt',
  'accessEndsAt',
  '-accessEndsAt',
  'joinedAt',
  '-joinedAt',
];
const statuses: readonly Status[] = ['active', 'suspended', 'removed', 'expired'];
export const invitationStatuses: readonly InvitationStatus[] = [
  'waiting',
  'completed',
  'expired',
  'revoked',
  'declined',
  'not_delivered',
];

/** What the people page keeps in its address: reloading and sharing keep the rows. */
export interface PeopleSearch {
  readonly tab?: 'invitations' | undefined;
  readonly search?: string | undefined;
  readonly role?: 'owner' | 'member' | undefined;
  readonly set?: string | undefined;
  readonly place?: string | undefined;
  readonly status?: Status | undefined;
  readonly endsWithinDays?: number | undefined;
  readonly inactiveDays?: number | undefined;
  readonly withoutAccess?: true | undefined;
  readonly sort?: MemberSort | undefined;
  readonly invitation?: InvitationStatus | undefined;
  readonly cursor?: string | undefined;
  /** Number of the first row on this page. */
  readonly from?: number | undefined;
  readonly limit?: number | undefined;
}

export const peopleSearch = (search: Record<string, unknown>): PeopleSearch => ({
  tab: search['tab'] === 'invitations' ? 'invitations' : undefined,
  search: text(search['search']),
  role: oneOf(['owner', 'member'], search['role']),
  set: text(search['set']),
  place: text(search['place']),
  status: oneOf(statuses, search['status']),
  endsWithinDays: days(search['endsWithinDays']),
  inactiveDays: days(search['inactiveDays']),
  withoutAccess: search['withoutAccess'] === true ? true : undefined,
  sort: oneOf(memberSorts, search['sort']),
  invitation: oneOf(invitationStatuses, search['invitation']),
  cursor: text(search['cursor']),
  from: days(search['from']),
  limit: days(search['limit']),
});
