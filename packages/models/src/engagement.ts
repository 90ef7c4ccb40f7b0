import { type AccessModel, defineAccessModel } from '@latchkey/engine';
import { dataModule } from './engagement/data-module.ts';
import { journeysModule } from './engagement/journeys-module.ts';
import { messagesModule } from './engagement/messages-module.ts';
import { settingsModule } from './engagement/settings-module.ts';
import { standardSets } from './engagement/standard-sets.ts';

/** A customer engagement platform: contacts, journeys and messages of one account; one role for each person. */
export const engagementModel: AccessModel = defineAccessModel({
  key: 'engagement',
  label: 'Engagement platform',
  assignment: 'one_set',
  entityTypes: {},
  modules: {
    data: dataModule,
    journeys: journeysModule,
    messages: messagesModule,
    settings: settingsModule,
  },
  permissionSets: standardSets([dataModule, journeysModule, messagesModule, settingsModule]),
  resources: { contact: {}, segment: {}, journey: {}, message: {} },
  words: {
    people: 'Users',
    person: 'User',
    invitations: 'Invites',
    permissionSets: 'Roles',
    permissionSet: 'Role',
    member: 'User',
    signIn: 'Login',
    addPeople: 'Invite',
  },
  pages: {
    people: ['Settings', 'Identity & access management'],
    permissionSets: ['Settings', 'Identity & access management'],
  },
  peopleColumns: ['name', 'address', 'phone', 'sets', 'signIn'],
  invitationColumns: ['address', 'status', 'created', 'responded'],
});
