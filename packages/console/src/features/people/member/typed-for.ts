import type { NamedMember } from './member-dialog.ts';

/** Acts on an owner are confirmed by typing the owner's name. */
export const typedFor = (member: NamedMember) =>
  member.role === 'owner'
    ? {
        label: `${member.name || member.address} is an owner. Type the name to go on.`,
        expected: member.name || member.address,
      }
    : undefined;
