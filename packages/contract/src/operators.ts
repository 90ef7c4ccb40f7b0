import { z } from 'zod';
import { cursor, instant, limit, memberStatus, pageOf, personName, role } from './common.ts';
import { memberId, organizationId, scope, userId } from './ids.ts';
import { visit } from './sessions.ts';

const reason = z.string().trim().min(3).max(500);

/** Which operator is asking, and what the server offers. */
export const operatorSession = z
  .object({
    userId,
    name: z.string(),
    address: z.string(),
    platformName: z.string(),
    /** Organizations that the operator belongs to like everybody else. */
    organizations: z.array(z.object({ id: organizationId, name: z.string() })),
    /** Access models that this server brings. */
    models: z.array(z.object({ key: z.string(), label: z.string() })),
    features: z.object({ mailbox: z.boolean(), mail: z.boolean() }),
    expiresAt: instant,
  })
  .meta({ id: 'OperatorSession' });
export type OperatorSession = z.infer<typeof operatorSession>;

export const operatorOrganizationQuery = z.strictObject({
  search: z.string().max(200).optional(),
  selfServe: z.stringbool().optional(),
  sort: z.enum(['name', '-name', 'createdAt', '-createdAt']).default('name'),
  limit,
  cursor: cursor.optional(),
});
export type OperatorOrganizationQuery = z.input<typeof operatorOrganizationQuery>;

export const operatorOrganization = z
  .object({
    id: organizationId,
    name: z.string(),
    modelKey: z.string(),
    modelLabel: z.string(),
    ownerCount: z.int(),
    memberCount: z.int(),
    placeCount: z.int(),
    selfServe: z.boolean(),
    createdAt: instant,
    /** The own visit that is open there. */
    visit: visit.nullable(),
  })
  .meta({ id: 'OperatorOrganization' });
export type OperatorOrganization = z.infer<typeof operatorOrganization>;
export const operatorOrganizationPage = pageOf(operatorOrganization);
export type OperatorOrganizationPage = z.infer<typeof operatorOrganizationPage>;

export const organizationCreate = z.strictObject({
  name: z.string().trim().min(1).max(200),
  modelKey: z.string().min(1).max(100),
  ownerAddress: z.string().min(3).max(320),
  ownerName: personName.optional(),
  selfServe: z.boolean(),
});
export type OrganizationCreate = z.infer<typeof organizationCreate>;

export const organizationCreated = z
  .object({
    id: organizationId,
    ownerAddress: z.string(),
    /** For handing over by hand, where no mail is sent. */
    ownerLink: z.string().nullable(),
  })
  .meta({ id: 'OrganizationCreated' });
export type OrganizationCreated = z.infer<typeof organizationCreated>;

export const selfServeRequest = z.strictObject({
  organizationIds: z.array(organizationId).min(1).max(200),
  selfServe: z.boolean(),
  reason,
});
export type SelfServeRequest = z.infer<typeof selfServeRequest>;

export const selfServeAnswer = z
  .object({
    results: z.array(
      z.object({
        organizationId,
        outcome: z.enum(['changed', 'unchanged', 'failed']),
        /** The problem's code when it failed. */
        code: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'SelfServeAnswer' });
export type SelfServeAnswer = z.infer<typeof selfServeAnswer>;

export const entitlementQuery = z.strictObject({ scope: scope.optional() });

/** Which switchable modules are off at a place, and whom switching would concern. */
export const entitlements = z
  .object({
    scope,
    modules: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        description: z.string().nullable(),
        off: z.boolean(),
        /** Off further up, so that switching it here changes nothing yet. */
        offAbove: z.boolean(),
        permissionCount: z.int(),
        /** People who hold something of it here or below; they keep it, and it comes back with the module. */
        peopleCount: z.int(),
      }),
    ),
  })
  .meta({ id: 'Entitlements' });
export type Entitlements = z.infer<typeof entitlements>;

export const entitlementUpdate = z.strictObject({
  scope,
  modulesOff: z.array(z.string().max(100)).max(200),
  reason,
});
export type EntitlementUpdate = z.infer<typeof entitlementUpdate>;

export const operatorPlaceQuery = z.strictObject({ search: z.string().max(200).optional() });
export const operatorPlace = z
  .object({
    scope,
    name: z.string(),
    code: z.string(),
    type: z.string(),
    modulesOff: z.array(z.string()),
  })
  .meta({ id: 'OperatorPlace' });
export type OperatorPlace = z.infer<typeof operatorPlace>;
export const operatorPlaceList = z.object({ data: z.array(operatorPlace) });
export type OperatorPlaceList = z.infer<typeof operatorPlaceList>;

export const operatorPeopleQuery = z.strictObject({
  search: z.string().trim().min(2).max(200),
  limit,
  cursor: cursor.optional(),
});
export const operatorPerson = z
  .object({
    organization: z.object({ id: organizationId, name: z.string() }),
    memberId,
    name: z.string(),
    address: z.string(),
    role,
    status: memberStatus,
    expired: z.boolean(),
    lastActiveAt: instant.nullable(),
  })
  .meta({ id: 'OperatorPerson' });
export type OperatorPerson = z.infer<typeof operatorPerson>;
export const operatorPersonPage = pageOf(operatorPerson);
export type OperatorPersonPage = z.infer<typeof operatorPersonPage>;

export const visitRequest = z.strictObject({
  reason,
  minutes: z.int().min(5).max(480).default(60),
});
export type VisitRequest = z.input<typeof visitRequest>;
export const visitWritingRequest = z.strictObject({ reason });
