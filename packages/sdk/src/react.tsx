'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { ModelKeys, PermissionOf, ResourceOf } from './keys.ts';
import { type PageAccess, placeName } from './page-access.ts';

export type { PageAccess };

const Access = createContext<PageAccess>({ places: {} });

/**
 * Hands the page what `pageAccess` found out on the server. It is for showing and hiding, never a decision: whoever
 * changes it in the browser sees a button and gets a 403.
 */
export function LatchkeyProvider(props: {
  readonly access: PageAccess;
  readonly children: ReactNode;
}) {
  return <Access value={props.access}>{props.children}</Access>;
}

type Place<Keys extends ModelKeys> = Pick<ResourceOf<Keys>, 'type' | 'id'>;

/** Whether to show it; the whole organization unless a place is named. What the server was not asked about is a no. */
export function useCan<Keys extends ModelKeys = ModelKeys>(
  permission: PermissionOf<Keys>,
  place?: Place<Keys>,
): boolean {
  const { places } = useContext(Access);
  const name = place === undefined ? 'organization' : placeName(place);
  return places[name]?.includes(permission) === true;
}

/** Shows its children to whoever may, and the fallback to everybody else. */
export function Can<Keys extends ModelKeys = ModelKeys>(props: {
  readonly permission: PermissionOf<Keys>;
  readonly place?: Place<Keys>;
  readonly fallback?: ReactNode;
  readonly children: ReactNode;
}) {
  return useCan<Keys>(props.permission, props.place) ? props.children : (props.fallback ?? null);
}

/** Stands in the place of a page that is not part of somebody's access. */
export function AccessDenied(props: {
  /** What it is that they may not, as a heading; `You cannot open this` unless set. */
  readonly title?: ReactNode;
  /** Who can change that; an owner of the organization unless set. */
  readonly children?: ReactNode;
  readonly className?: string;
}) {
  return (
    <section role="alert" {...(props.className !== undefined && { className: props.className })}>
      <h1>{props.title ?? 'You cannot open this'}</h1>
      <p>
        {props.children ??
          'It is not part of your access. An owner of your organization can change that.'}
      </p>
    </section>
  );
}
