import type { BenchOrganization } from '../organization/make-organization.ts';

/** One engine in one form: who asks may be resolved before the clock starts. */
export interface Contender<Subject = unknown> {
  readonly resolve?: (memberId: string) => Subject;
  readonly ask: (subject: Subject, permission: string, place: string, now: number) => boolean;
}

export type MakeContender = (organization: BenchOrganization) => Contender | Promise<Contender>;
