import type { OrganizationId } from '@latchkey/engine';
import { revisionToken } from '../tokens/revision-token.ts';

/** The `Latchkey-Revision` header of each organization's newest answer, signed once per revision. */
export class RevisionHeaders {
  readonly #serverKey: Buffer;
  readonly #newest = new Map<OrganizationId, { revision: number; token: string }>();

  constructor(serverKey: Buffer) {
    this.#serverKey = serverKey;
  }

  of(organizationId: OrganizationId, revision: number): string {
    const newest = this.#newest.get(organizationId);
    if (newest?.revision === revision) return newest.token;
    const token = revisionToken(this.#serverKey, organizationId, revision);
    if (this.#newest.size >= 10_000) this.#newest.clear();
    this.#newest.set(organizationId, { revision, token });
    return token;
  }
}
