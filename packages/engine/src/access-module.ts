import type { ModuleDefinition } from './model.ts';

/** Key of the built-in module: no platform may declare it or a permission under it. */
export const accessModuleKey = 'access';

/** Managing people, sets and places is itself decided by the engine, through these permissions. */
export const accessModule: ModuleDefinition = {
  label: 'People and access',
  description: 'Managing people, permission sets and places in Latchkey itself.',
  permissions: {
    'access.member.read': {
      label: 'See people',
      description: 'See people who hold access here, and what they hold.',
    },
    'access.member.invite': {
      label: 'Invite people',
      description: 'Invite people to places here, with sets that may be handed out.',
      requires: ['access.member.read'],
    },
    'access.member.change': {
      label: 'Change people’s access',
      description: 'Give and take sets here, and edit people’s details and ends of access.',
      requires: ['access.member.read'],
    },
    'access.member.remove': {
      label: 'Suspend and remove people',
      description: 'Suspend, resume, remove and restore people whose whole access lies here.',
      requires: ['access.member.read'],
    },
    'access.member.propose': {
      label: 'Propose people',
      description: 'Propose people for places here. They are invited when an owner approves.',
      requires: ['access.member.read'],
    },
    'access.set.read': {
      label: 'See permission sets',
      description: 'See what every permission set holds, without changing any.',
    },
    'access.set.manage': {
      label: 'Manage permission sets',
      description:
        'Create, edit and delete permission sets. Counts for the whole organization only.',
      implies: ['access.set.read'],
      risk: 'Changes what everybody with the set may do',
    },
    'access.place.manage': {
      label: 'Manage places',
      description: 'Add, rename, move and close places here.',
      risk: 'Moving a place changes who reaches it',
    },
    'access.log.read': {
      label: 'See the activity',
      description: 'See who changed what. Counts for the whole organization only.',
    },
    'access.key.manage': {
      label: 'Manage API keys',
      description: 'Create and revoke API keys. Counts for the whole organization only.',
      risk: 'A key can ask about everybody’s access',
    },
  },
};
