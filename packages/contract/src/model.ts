import { z } from 'zod';

export const maskWay = z.enum(['country_code', 'redacted', 'absent']);

const peopleColumn = z.enum([
  'name',
  'address',
  'phone',
  'role',
  'sets',
  'places',
  'status',
  'signIn',
  'lastActive',
  'ends',
]);

const invitationColumn = z.enum([
  'name',
  'address',
  'sets',
  'places',
  'status',
  'delivery',
  'created',
  'responded',
  'sender',
]);

/** The access model in force, as the console draws it and the permission graph runs on it. */
export const accessModelView = z
  .object({
    key: z.string(),
    label: z.string(),
    hash: z.string(),
    entityTypes: z.record(
      z.string(),
      z.object({
        label: z.string(),
        plural: z.string(),
        parents: z.array(z.string()),
        /** The organization can do without this type. */
        optional: z.boolean(),
      }),
    ),
    modules: z.record(
      z.string(),
      z.object({
        label: z.string(),
        description: z.string().optional(),
        /** The module can be off for the organization or a place. */
        switchable: z.boolean(),
        permissions: z.record(
          z.string(),
          z.object({
            label: z.string(),
            /** What it lets one do, as a sentence says it; the label when it is missing. */
            act: z.string().optional(),
            description: z.string(),
            requires: z.array(z.string()).optional(),
            implies: z.array(z.string()).optional(),
            excludes: z.array(z.string()).optional(),
            selectedByDefault: z.boolean().optional(),
            risk: z.string().optional(),
            /** Fields that only this permission shows, by resource type. */
            opens: z.record(z.string(), z.array(z.string())).optional(),
          }),
        ),
      }),
    ),
    assignment: z.enum(['sets', 'one_set', 'direct']),
    /** What a new person can begin with; empty: access is chosen as such. */
    startingAccess: z.array(z.enum(['default', 'none', 'copy', 'owner'])),
    membersMayHoldNothing: z.boolean(),
    /** There are sets that came with the model and are the organization's own to change: a page of switches suits them. */
    startsWithOwnSets: z.boolean(),
    restrictions: z.record(
      z.string(),
      z.object({
        label: z.string(),
        description: z.string(),
        hidesModules: z.array(z.string()),
        /** Masked fields by resource type. */
        masks: z.record(z.string(), z.record(z.string(), maskWay)),
      }),
    ),
    /** What the platform calls things; a word that is missing is the product's own. */
    words: z.object({
      people: z.string().optional(),
      person: z.string().optional(),
      invitations: z.string().optional(),
      permissionSets: z.string().optional(),
      permissionSet: z.string().optional(),
      owner: z.string().optional(),
      member: z.string().optional(),
      signIn: z.string().optional(),
      addPeople: z.string().optional(),
    }),
    /** The trail above a page's title. */
    pages: z.object({
      people: z.array(z.string()).optional(),
      permissionSets: z.array(z.string()).optional(),
      places: z.array(z.string()).optional(),
    }),
    /** Columns of the list of people that show at first; empty: the product's own. */
    peopleColumns: z.array(peopleColumn),
    invitationColumns: z.array(invitationColumn),
    /** Switchable modules that are off in the whole organization, and optional types it does without. */
    modulesOff: z.array(z.string()),
    typesOff: z.array(z.string()),
    /** Permissions that the reader holds in the whole organization; `*` for an owner. */
    held: z.union([z.literal('*'), z.array(z.string())]),
  })
  .meta({ id: 'AccessModel' });
export type AccessModelView = z.infer<typeof accessModelView>;
