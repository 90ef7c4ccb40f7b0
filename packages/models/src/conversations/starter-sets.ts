import type { StandardSetDefinition } from '@latchkey/engine';
import { audienceModules } from './audience-modules.ts';
import { inboxModule } from './inbox-module.ts';
import { setUpModules } from './set-up-modules.ts';

/** Everything but the pages about the team. */
const daily = [inboxModule, ...Object.values(audienceModules), ...Object.values(setUpModules)]
  .flatMap((module) => Object.keys(module.permissions))
  .sort();

/** Both begin alike; what sets them apart is for each organization to switch. */
export const starterSets: Readonly<Record<string, StandardSetDefinition>> = {
  admin: {
    kind: 'starter',
    name: 'Admin',
    description: 'Runs the daily work, next to the owners.',
    permissions: daily,
    mayGrant: '*',
  },
  teammate: {
    kind: 'starter',
    name: 'Teammate',
    description: 'Answers end customers.',
    permissions: daily,
    mayGrant: '*',
  },
};
