import type { AccessModelView, Session } from '@latchkey/contract';
import {
  IconBuildingStore,
  IconHistory,
  IconId,
  IconInbox,
  IconKey,
  IconSettings,
  IconShieldSearch,
  IconTableImport,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { hasPlaces, placesLabel } from '../api/access-model.ts';
import { wordsOf } from '../api/model-words.ts';
import { manages } from '../api/session.ts';

export interface NavigationItem {
  readonly to:
    | '/your-access'
    | '/people'
    | '/permission-sets'
    | '/access-permissions'
    | '/places'
    | '/requests'
    | '/imports'
    | '/check-access'
    | '/activity'
    | '/settings';
  readonly label: string;
  readonly icon: ComponentType<{ className?: string; 'aria-hidden'?: boolean }>;
  /** Held anywhere, any one of these opens the page. */
  readonly needs: readonly string[];
}

const places: NavigationItem = {
  to: '/places',
  label: 'Places',
  icon: IconBuildingStore,
  needs: ['access.place.manage', 'access.member.read'],
};

/** Every page, in the words of the access model; without places to give access at there is no page of them. */
function itemsOf(model: AccessModelView): readonly NavigationItem[] {
  const words = wordsOf(model);
  const permissionSets: NavigationItem = {
    to: '/permission-sets',
    label: words.permissionSets,
    icon: IconKey,
    needs: ['access.set.manage', 'access.member.read'],
  };
  const accessPermissions: NavigationItem = {
    to: '/access-permissions',
    label: 'Access permissions',
    icon: IconKey,
    needs: ['access.set.read'],
  };
  const sets = model.startsWithOwnSets ? accessPermissions : permissionSets;
  return [
    { to: '/people', label: words.people, icon: IconUsers, needs: ['access.member.read'] },
    ...(model.assignment === 'direct' ? [] : [sets]),
    ...(hasPlaces(model) ? [{ ...places, label: placesLabel(model) }] : []),
    { to: '/requests', label: 'Requests', icon: IconInbox, needs: ['access.member.propose'] },
    {
      to: '/imports',
      label: 'Imports',
      icon: IconTableImport,
      needs: ['access.member.invite', 'access.place.manage'],
    },
    {
      to: '/check-access',
      label: 'Check access',
      icon: IconShieldSearch,
      needs: ['access.member.read'],
    },
    { to: '/activity', label: 'Activity', icon: IconHistory, needs: ['access.log.read'] },
    { to: '/settings', label: 'Settings', icon: IconSettings, needs: ['access.key.manage'] },
  ];
}

const yourAccess: NavigationItem = {
  to: '/your-access',
  label: 'Your access',
  icon: IconId,
  needs: [],
};

/** The pages that this person can use; an owner's own access is everything, so it needs no page. */
export function navigationFor(session: Session, model: AccessModelView): readonly NavigationItem[] {
  const items = itemsOf(model);
  if (session.member.role === 'owner') return items;
  const usable = items.filter((item) =>
    item.needs.some((permission) => manages(session, permission)),
  );
  return [...usable, yourAccess];
}
