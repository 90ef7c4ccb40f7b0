import type { DemoOrganization } from './demo-organization.ts';

/** The demo organization of the `loyalty` model; the same on every call. */
export declare function loyaltyDemo(): DemoOrganization;
