import { endSessions } from './end-sessions.ts';
import { keepSignInNames } from './keep-sign-in-names.ts';
import type { WriteContext } from './write-context.ts';
import { deleteEntities, writeEntities } from './write-entities.ts';
import { deleteGrants, writeGrants } from './write-grants.ts';
import { deleteInvitations, writeInvitations } from './write-invitations.ts';
import { deleteKeys, writeKeys } from './write-keys.ts';
import { deleteMembers, writeMembers } from './write-members.ts';
import { writeOrganization } from './write-organization.ts';
import { deletePermissionSets, writePermissionSets } from './write-permission-sets.ts';

/**
 * Brings the tables to what was planned, in the order that foreign keys allow: at most one statement per kind of row
 * and deed. None waits for another's answer, for the connection carries them out in the order they were sent.
 */
export async function writeEffects(context: WriteContext): Promise<void> {
  await Promise.all([
    deleteGrants(context),
    deleteInvitations(context),
    writeOrganization(context),
    writePermissionSets(context),
    writeEntities(context),
    writeMembers(context),
    writeInvitations(context),
    writeGrants(context),
    writeKeys(context),
    endSessions(context),
    keepSignInNames(context),
    deleteMembers(context),
    deleteEntities(context),
    deletePermissionSets(context),
    deleteKeys(context),
  ]);
}
