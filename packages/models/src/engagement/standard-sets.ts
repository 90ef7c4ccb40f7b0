import type { ModuleDefinition, StandardSetDefinition } from '@latchkey/engine';

/** Managing people, roles and keys in Latchkey itself. */
const managing = [
  'access.member.read',
  'access.member.invite',
  'access.member.change',
  'access.member.remove',
  'access.member.propose',
  'access.set.manage',
  'access.place.manage',
  'access.log.read',
  'access.key.manage',
];

/** The two roles that come with the model; organizations make their own beside them. */
export const standardSets = (
  modules: readonly ModuleDefinition[],
): Readonly<Record<string, StandardSetDefinition>> => ({
  'full-admin': {
    name: 'Full admin',
    description:
      'Every permission, managing people and roles included. Only an owner can make or unmake owners.',
    permissions: [...modules.flatMap(({ permissions }) => Object.keys(permissions)), ...managing],
    mayGrant: '*',
  },
  'restricted-access': {
    name: 'Restricted access',
    description: 'Look at contacts, segments, journeys and messages. Nothing is changed or sent.',
    permissions: ['data.contact.view', 'data.segment.view', 'journey.view', 'message.view'],
  },
});
