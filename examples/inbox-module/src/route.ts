import type { Reply } from './reply.ts';
import type { Visit } from './visit.ts';

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly handle: (visit: Visit) => Promise<Reply>;
}
