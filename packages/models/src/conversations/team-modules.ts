import type { ModuleDefinition } from '@latchkey/engine';

/** The pages about the team itself; only owners have them until an owner opens them to a role. */
export const teamModules: Readonly<Record<string, ModuleDefinition>> = {
  'team-settings': {
    label: 'Team settings',
    permissions: {
      'team.settings.manage': {
        label: 'Team settings',
        act: 'manage the team',
        description: 'Add team members, edit and remove them, within what one may do oneself.',
        implies: [
          'access.member.read',
          'access.member.invite',
          'access.member.change',
          'access.member.remove',
        ],
        risk: 'Lets people in',
      },
    },
  },
  'access-permissions': {
    label: 'Access permissions',
    permissions: {
      'team.permissions.view': {
        label: 'Access permissions',
        act: 'see the access permissions',
        description: 'See what each role may do. Changing it stays with the owners.',
        implies: ['access.set.read'],
      },
    },
  },
};
