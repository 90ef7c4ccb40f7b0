import type { Session } from '@latchkey/contract';
import type { Subject } from '../options.ts';

/** Who has been let through. */
export interface Admitted {
  readonly subject: Subject;
  /** Null where the platform named the person itself. */
  readonly session: Session | null;
  readonly organizationId: string;
}

const admitted = new WeakMap<object, Admitted>();

export function rememberAdmitted(request: object, who: Admitted): void {
  admitted.set(request, who);
}

/** Who was let through with this request; throws when no `requirePermission` has seen it, so that a forgotten one is noticed. */
export function accessOf(request: object): Admitted {
  const who = admitted.get(request);
  if (who) return who;
  throw new Error('No `requirePermission` stands before this handler.');
}
