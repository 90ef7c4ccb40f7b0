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

/** Brings the tables to what was planned, in the order that foreign keys allow: at most one statement per kind of row and deed. */
export async function writeEffects(context: WriteContext): Promise<void> {
  await deleteGrants(context);
  await deleteInvitations(context);
  await writeOrganization(context);
  await writePermissionSets(context);
  await writeEntities(context);
  await writeMembers(context);
  await writeInvitations(context);
  await writeGrants(context);
  await writeKeys(context);
  await endSessions(context);
  await keepSignInNames(context);
  await deleteMembers(context);
  await deleteEntities(context);
  await deletePermissionSets(context);
  await deleteKeys(context);
}
