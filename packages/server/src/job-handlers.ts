import {
  applyWaitingImports,
  planWaitingImports,
  resumeImports,
} from './features/imports/unfinished-imports.ts';
import type { JobHandlers } from './outbox/jobs.ts';
import { mailHandlers } from './outbox/mail-handlers.ts';
import { sweep } from './outbox/sweep.ts';
import type { Services } from './services.ts';
import { dropOldThrottles } from './sign-in/throttle.ts';

export interface WorkingHandlers {
  readonly handlers: JobHandlers;
  /** Lets go of what the handlers keep open; after the last job. */
  close(): void;
}

/** What each kind of job does: the table of contents of the work that nobody waits for. */
export function jobHandlers(services: Services): WorkingHandlers {
  const { close, ...mails } = mailHandlers(services);
  const handlers: JobHandlers = {
    ...mails,
    sweep: async () => {
      await sweep(services);
      await resumeImports(services);
      await dropOldThrottles(services.db);
    },
    'import-plan': async ({ organizationId }) => {
      if (organizationId) await planWaitingImports(services, organizationId);
    },
    'import-apply': async ({ organizationId }) => {
      if (organizationId) await applyWaitingImports(services, organizationId);
    },
  };
  return { handlers, close };
}
