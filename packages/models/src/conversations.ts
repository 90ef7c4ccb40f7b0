import { type AccessModel, defineAccessModel } from '@latchkey/engine';
import { audienceModules } from './conversations/audience-modules.ts';
import { inboxModule } from './conversations/inbox-module.ts';
import { setUpModules } from './conversations/set-up-modules.ts';
import { starterSets } from './conversations/starter-sets.ts';
import { teamModules } from './conversations/team-modules.ts';

/** A conversation platform: a team that answers a company's end customers in one inbox; one role for each person. */
export const conversationsModel: AccessModel = defineAccessModel({
  key: 'conversations',
  label: 'Conversation platform',
  assignment: 'one_set',
  entityTypes: {},
  modules: { inbox: inboxModule, ...audienceModules, ...setUpModules, ...teamModules },
  permissionSets: starterSets,
  restrictions: {
    'hide-contact-number': {
      label: 'Hide contact number',
      description:
        'Of a number only its country code shows, in cards, lists, headers and exports. Conversations go on.',
      masks: { contact: { phone: 'country_code' } },
      hidesModules: ['notifications', 'templates', 'users', 'analytics'],
    },
    'hide-trait-data': {
      label: 'Hide trait data',
      description: 'What is known about an end customer besides name and number is left out.',
      masks: { contact: { traits: 'absent' } },
    },
  },
  resources: { contact: {}, conversation: {}, campaign: {}, template: {} },
  words: {
    people: 'Team members',
    person: 'team member',
    permissionSets: 'Roles',
    permissionSet: 'role',
    addPeople: 'Add member',
  },
  pages: { people: ['Team settings'], permissionSets: ['Team settings'] },
  peopleColumns: ['name', 'address', 'phone', 'sets', 'status'],
});
