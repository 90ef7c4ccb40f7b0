import type { ImportMode } from '@latchkey/contract';
import { type EntityId, isEntityId, isMemberId, type MemberId } from '@latchkey/engine';
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { accessModelQuery } from './api/access-model.ts';
import { ApiProblem } from './api/api-problem.ts';
import { isOperator, operatorQuery } from './api/operator.ts';
import { managesPeople, sessionQuery } from './api/session.ts';
import { activitySearch } from './features/activity/activity-search.ts';
import { checkSearch } from './features/check-access/check-search.ts';
import { coverageSearch } from './features/coverage/coverage-search.ts';
import { modeOf } from './features/imports/mode-words.ts';
import { type ImportRowsShown, rowsShown } from './features/imports/rows-shown.ts';
import { organizationsSearch } from './features/operator/organizations-search.ts';
import { peopleSearch } from './features/people/people-search.ts';
import { placeSearch, placesSearch } from './features/places/places-search.ts';
import { requestsSearch } from './features/requests/requests-search.ts';
import { signInSearch } from './features/sign-in/sign-in-search.ts';
import { whoCanSearch } from './features/who-can/who-can-search.ts';
import { AppFrame } from './frame/app-frame.tsx';
import { OperatorFrame } from './frame/operator-frame.tsx';
import { PageFailed } from './frame/page-failed.tsx';
import { PageNotFound } from './frame/page-not-found.tsx';

interface RouterContext {
  readonly queryClient: QueryClient;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** An address that names no place leads to none: the server knows no such id. */
const entityIdOf = (text: unknown): EntityId =>
  typeof text === 'string' && isEntityId(text) ? text : 'ent_unknown';

const memberIdOf = (text: unknown): MemberId | undefined =>
  typeof text === 'string' && isMemberId(text) ? text : undefined;

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: PageNotFound,
});

// Pages outside the frame: nobody needs to be signed in.
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./features/sign-in/sign-in-page.tsx'), 'SignInPage'),
});
const signInByLink = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/link',
  component: lazyRouteComponent(
    () => import('./features/sign-in/sign-in-by-link-page.tsx'),
    'SignInByLinkPage',
  ),
});
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(
    () => import('./features/sign-in/reset-password-page.tsx'),
    'ResetPasswordPage',
  ),
});
const activate = createRoute({
  getParentRoute: () => root,
  path: '/activate',
  validateSearch: (search): { problem?: string | undefined } => ({
    problem: text(search['problem']),
  }),
  component: lazyRouteComponent(
    () => import('./features/activation/activation-page.tsx'),
    'ActivationPage',
  ),
});
const mailbox = createRoute({
  getParentRoute: () => root,
  path: '/mailbox',
  component: lazyRouteComponent(() => import('./features/mailbox/mailbox-page.tsx'), 'MailboxPage'),
});
const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery).catch(() => null);
    const home = session && !managesPeople(session) ? '/your-access' : '/people';
    throw redirect({ to: home, replace: true });
  },
});

// Above the organizations: for the platform's own people.
const operator = createRoute({
  getParentRoute: () => root,
  path: '/operator',
  component: OperatorFrame,
  errorComponent: PageFailed,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(operatorQuery);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) {
        throw redirect({ to: '/sign-in', search: { to: location.href }, replace: true });
      }
      throw error;
    }
  },
});
const operatorStart = createRoute({
  getParentRoute: () => operator,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/operator/organizations', search: {}, replace: true });
  },
});
const organizations = createRoute({
  getParentRoute: () => operator,
  path: '/organizations',
  validateSearch: organizationsSearch,
  component: lazyRouteComponent(
    () => import('./features/operator/organizations-page.tsx'),
    'OrganizationsPage',
  ),
});
const oneOrganization = createRoute({
  getParentRoute: () => organizations,
  path: '/$organizationId',
  component: lazyRouteComponent(
    () => import('./features/operator/organization-drawer.tsx'),
    'OrganizationDrawer',
  ),
});
const operatorPeople = createRoute({
  getParentRoute: () => operator,
  path: '/people',
  validateSearch: (search): { search?: string | undefined; cursor?: string | undefined } => ({
    search: text(search['search']),
    cursor: text(search['cursor']),
  }),
  component: lazyRouteComponent(
    () => import('./features/operator/people-page.tsx'),
    'OperatorPeoplePage',
  ),
});

const platformKeys = createRoute({
  getParentRoute: () => operator,
  path: '/platform-keys',
  component: lazyRouteComponent(
    () => import('./features/operator/platform-keys-page.tsx'),
    'PlatformKeysPage',
  ),
});

// Pages inside the frame: session and access model are loaded before any of them is shown.
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: AppFrame,
  errorComponent: PageFailed,
  beforeLoad: async ({ context, location }) => {
    try {
      await Promise.all([
        context.queryClient.ensureQueryData(sessionQuery),
        context.queryClient.ensureQueryData(accessModelQuery),
      ]);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) {
        if (await isOperator()) {
          throw redirect({ to: '/operator/organizations', search: {}, replace: true });
        }
        throw redirect({ to: '/sign-in', search: { to: location.href }, replace: true });
      }
      throw error;
    }
  },
});
const people = createRoute({
  getParentRoute: () => frame,
  path: '/people',
  validateSearch: peopleSearch,
  component: lazyRouteComponent(() => import('./features/people/people-page.tsx'), 'PeoplePage'),
});
const person = createRoute({
  getParentRoute: () => people,
  path: '/$memberId',
  component: lazyRouteComponent(
    () => import('./features/people/member-drawer.tsx'),
    'MemberDrawer',
  ),
});
const addPeople = createRoute({
  getParentRoute: () => frame,
  path: '/people/add',
  validateSearch: (search): { copyFrom?: MemberId | undefined; at?: EntityId | undefined } => ({
    copyFrom: memberIdOf(search['copyFrom']),
    at: search['at'] === undefined ? undefined : entityIdOf(search['at']),
  }),
  component: lazyRouteComponent(
    () => import('./features/add-people/add-people-page.tsx'),
    'AddPeoplePage',
  ),
});
const permissionSets = createRoute({
  getParentRoute: () => frame,
  path: '/permission-sets',
  component: lazyRouteComponent(
    () => import('./features/permission-sets/permission-sets-page.tsx'),
    'PermissionSetsPage',
  ),
});
const accessPermissions = createRoute({
  getParentRoute: () => frame,
  path: '/access-permissions',
  component: lazyRouteComponent(
    () => import('./features/access-permissions/access-permissions-page.tsx'),
    'AccessPermissionsPage',
  ),
});
const newPermissionSet = createRoute({
  getParentRoute: () => frame,
  path: '/permission-sets/new',
  validateSearch: (search): { copyFrom?: string | undefined } => ({
    copyFrom: text(search['copyFrom']),
  }),
  component: lazyRouteComponent(
    () => import('./features/permission-sets/new-permission-set-page.tsx'),
    'NewPermissionSetPage',
  ),
});
const compareSets = createRoute({
  getParentRoute: () => frame,
  path: '/permission-sets/compare',
  validateSearch: (search): { sets?: string | undefined } => ({ sets: text(search['sets']) }),
  component: lazyRouteComponent(
    () => import('./features/permission-sets/compare-sets-page.tsx'),
    'CompareSetsPage',
  ),
});
const permissionSet = createRoute({
  getParentRoute: () => frame,
  path: '/permission-sets/$setId',
  component: lazyRouteComponent(
    () => import('./features/permission-sets/permission-set-page.tsx'),
    'PermissionSetPage',
  ),
});
const places = createRoute({
  getParentRoute: () => frame,
  path: '/places',
  validateSearch: placesSearch,
  component: lazyRouteComponent(() => import('./features/places/places-page.tsx'), 'PlacesPage'),
});
const requests = createRoute({
  getParentRoute: () => frame,
  path: '/requests',
  validateSearch: requestsSearch,
  component: lazyRouteComponent(
    () => import('./features/requests/requests-page.tsx'),
    'RequestsPage',
  ),
});
const place = createRoute({
  getParentRoute: () => frame,
  path: '/places/$placeId',
  parseParams: ({ placeId }): { placeId: EntityId } => ({ placeId: entityIdOf(placeId) }),
  validateSearch: placeSearch,
  component: lazyRouteComponent(() => import('./features/places/place-page.tsx'), 'PlacePage'),
});
const imports = createRoute({
  getParentRoute: () => frame,
  path: '/imports',
  validateSearch: (search): { cursor?: string | undefined } => ({ cursor: text(search['cursor']) }),
  component: lazyRouteComponent(() => import('./features/imports/imports-page.tsx'), 'ImportsPage'),
});
const newImport = createRoute({
  getParentRoute: () => frame,
  path: '/imports/new',
  validateSearch: (
    search,
  ): {
    kind: 'people' | 'places';
    mode?: ImportMode | undefined;
    /** The filter of the list that the person comes from, as the export takes it. */
    people?: string | undefined;
  } => ({
    kind: search['kind'] === 'places' ? 'places' : 'people',
    mode: modeOf(search['mode']),
    people: text(search['people']),
  }),
  component: lazyRouteComponent(
    () => import('./features/imports/new-import-page.tsx'),
    'NewImportPage',
  ),
});
const oneImport = createRoute({
  getParentRoute: () => frame,
  path: '/imports/$importId',
  validateSearch: (
    search,
  ): {
    step?: 'columns' | undefined;
    show?: ImportRowsShown | undefined;
    search?: string | undefined;
    cursor?: string | undefined;
  } => ({
    step: search['step'] === 'columns' ? 'columns' : undefined,
    show: rowsShown(search['show']),
    search: text(search['search']),
    cursor: text(search['cursor']),
  }),
  component: lazyRouteComponent(() => import('./features/imports/import-page.tsx'), 'ImportPage'),
});
const checkAccess = createRoute({
  getParentRoute: () => frame,
  path: '/check-access',
  validateSearch: checkSearch,
  component: lazyRouteComponent(
    () => import('./features/check-access/check-access-page.tsx'),
    'CheckAccessPage',
  ),
});
const whoCan = createRoute({
  getParentRoute: () => frame,
  path: '/check-access/who',
  validateSearch: whoCanSearch,
  component: lazyRouteComponent(() => import('./features/who-can/who-can-page.tsx'), 'WhoCanPage'),
});
const coverage = createRoute({
  getParentRoute: () => frame,
  path: '/check-access/coverage',
  validateSearch: coverageSearch,
  component: lazyRouteComponent(
    () => import('./features/coverage/coverage-page.tsx'),
    'CoveragePage',
  ),
});
const activity = createRoute({
  getParentRoute: () => frame,
  path: '/activity',
  validateSearch: activitySearch,
  component: lazyRouteComponent(
    () => import('./features/activity/activity-page.tsx'),
    'ActivityPage',
  ),
});
const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  component: lazyRouteComponent(
    () => import('./features/settings/settings-page.tsx'),
    'SettingsPage',
  ),
});
const yourAccess = createRoute({
  getParentRoute: () => frame,
  path: '/your-access',
  component: lazyRouteComponent(
    () => import('./features/your-access/your-access-page.tsx'),
    'YourAccessPage',
  ),
});
const account = createRoute({
  getParentRoute: () => frame,
  path: '/account',
  component: lazyRouteComponent(() => import('./features/account/account-page.tsx'), 'AccountPage'),
});

const routeTree = root.addChildren([
  start,
  signIn,
  signInByLink,
  resetPassword,
  activate,
  mailbox,
  operator.addChildren([
    operatorStart,
    organizations.addChildren([oneOrganization]),
    operatorPeople,
    platformKeys,
  ]),
  frame.addChildren([
    people.addChildren([person]),
    addPeople,
    permissionSets,
    accessPermissions,
    newPermissionSet,
    compareSets,
    permissionSet,
    places,
    requests,
    place,
    imports,
    newImport,
    oneImport,
    checkAccess,
    whoCan,
    coverage,
    activity,
    settings,
    yourAccess,
    account,
  ]),
]);

export const makeRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultErrorComponent: PageFailed,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
