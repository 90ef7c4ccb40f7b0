import type { Session } from '@latchkey/contract';
import {
  IconBuildingStore,
  IconHistory,
  IconId,
  IconKey,
  IconSettings,
  IconShieldSearch,
  IconTableImport,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { manages } from '../api/session.ts';

export interface NavigationItem {
  readonly to:
    | '/your-access'
    | '/people'
    | '/permission-sets'
    | '/places'
    | '/imports'
    | '/check-access'
    | '/activity'
    | '/settings';
  readonly label: string;
  readonly icon: ComponentType<{ className?: string; 'aria-hidden'?: boolean }>;
  /** Held anywhere, any one of these opens the page. */
  readonly needs: readonly string[];
}

const items: readonly NavigationItem[] = [
  { to: '/people', label: 'People', icon: IconUsers, needs: ['access.member.read'] },
  {
    to: '/permission-sets',
    label: 'Permission sets',
    icon: IconKey,
    needs: ['access.set.manage', 'access.member.read'],
  },
  {
    to: '/places',
    label: 'Places',
    icon: IconBuildingStore,
    needs: ['access.place.manage', 'access.member.read'],
  },
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

const yourAccess: NavigationItem = {
  to: '/your-access',
  label: 'Your access',
  icon: IconId,
  needs: [],
};

/** The pages that this person can use; an owner's own access is everything, so it needs no page. */
export const navigationFor = (session: Session): readonly NavigationItem[] =>
  session.member.role === 'owner'
    ? items
    : [
        ...items.filter((item) => item.needs.some((permission) => manages(session, permission))),
        yourAccess,
      ];
