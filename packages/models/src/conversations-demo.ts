import { demoTeam } from './conversations/demo-people.ts';
import type { DemoOrganization } from './demo-organization.ts';

/** The demo organization of the `conversations` model: an invented mail-order shop and the team that answers its customers. */
export const conversationsDemo = (): DemoOrganization => ({
  name: 'Marlow & Finch',
  modelKey: 'conversations',
  entities: [],
  permissionSets: [],
  people: demoTeam(),
});
