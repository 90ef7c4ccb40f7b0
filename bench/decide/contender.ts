import type { BenchOrganization } from '../organization/make-organization.ts';

/** One engine in one form: who asks, for what and where may be resolved before the clock starts. */
export interface Contender<Subject = unknown, Permission = string, Place = string> {
  readonly resolve?: (memberId: string) => Subject;
  readonly resolvePermission?: (name: string) => Permission;
  readonly resolvePlace?: (id: string) => Place;
  readonly ask: (subject: Subject, permission: Permission, place: Place, now: number) => boolean;
}

export type MakeContender = (
  organization: BenchOrganization,
) => Contender<unknown, unknown, unknown> | Promise<Contender<unknown, unknown, unknown>>;
