import type { Route } from './route.ts';
import { allUsersRoutes } from './routes/all-users.ts';
import { audienceRoutes } from './routes/audience.ts';
import { inboxRoutes } from './routes/inbox.ts';

export const routes: readonly Route[] = [...inboxRoutes, ...allUsersRoutes, ...audienceRoutes];
