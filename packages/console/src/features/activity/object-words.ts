/** What a change can be about, in the words of the screens. */
export const objectWords: Readonly<Record<string, string>> = {
  member: 'people',
  grant: 'access',
  invitation: 'invitations',
  permissionSet: 'permission sets',
  entity: 'places',
  key: 'API keys',
  organization: 'settings',
};
