import type { OrganizationId } from '@latchkey/engine';
import type { RevisionTokens } from '../tokens/revision-tokens.ts';

/** The `Latchkey-Revision` header of each organization's newest answer, signed once per revision. */
export class RevisionHeaders {
  readonly #tokens: RevisionTokens;
  readonly #newest = new Map<OrganizationId, { revision: number; token: string }>();

  constructor(tokens: RevisionTokens) {
    this.#tokens = tokens;
  }

  of(organizationId: OrganizationId, revision: number): string {
    const newest = this.#newest.get(organizationId);
    if (newest?.revision === revision) return newest.token;
    const token = this.#tokens.of(organizationId, revision);
    if (this.#newest.size >= 10_000) this.#newest.clear();
    this.#newest.set(organizationId, { revision, token });
    return token;
  }
}
