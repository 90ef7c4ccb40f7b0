import type { Session } from '@latchkey/contract';
import type { Scope } from '@latchkey/engine';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { request } from './request.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request<Session>('GET', '/v1/session', { signal }),
  staleTime: 60_000,
});

/** Who is signed in; only inside the frame, whose route has loaded it. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data;

/** Whether a permission of the `access` module is held anywhere. */
export function manages(session: Session, permission: string): boolean {
  const reach = session.manages[permission];
  return reach !== undefined && (reach === 'everywhere' || reach.length > 0);
}

/** Whether this person may put people before the owners and not invite them. */
export const onlyProposes = (session: Session): boolean =>
  session.member.role !== 'owner' &&
  !manages(session, 'access.member.invite') &&
  manages(session, 'access.member.propose');

/** Whether this person has a list of people at all; everybody else starts at the own access. */
export const managesPeople = (session: Session): boolean =>
  session.member.role === 'owner' || manages(session, 'access.member.read');

/** Why nothing can be changed at the moment, whoever one is; null: changes are possible. */
export function useChangesOff(): string | null {
  const { visit, organization } = useSession();
  if (visit) return visit.mode === 'read' ? 'You are visiting to read only.' : null;
  return organization.selfServe ? null : 'Self-serve is not switched on here yet.';
}

/** Whether a permission of the `access` module is held at this very place; of a hierarchy only what the session names is known. */
export function managesAt(session: Session, permission: string, place: Scope): boolean {
  if (session.member.role === 'owner') return true;
  const reach = session.manages[permission];
  return reach === 'everywhere' || (reach?.includes(place) ?? false);
}
