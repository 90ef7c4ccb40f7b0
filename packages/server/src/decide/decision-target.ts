import type { OrganizationId } from '@latchkey/engine';

const endpoints = [
  'evaluation',
  'evaluations',
  'search/subject',
  'search/resource',
  'search/action',
] as const;
export type DecisionEndpoint = (typeof endpoints)[number];

export interface DecisionTarget {
  readonly organizationId: OrganizationId;
  readonly endpoint: DecisionEndpoint;
}

const decisionPath = /^\/organizations\/(org_[0-9a-z]{8,40})\/access\/v1\/([a-z/]+)(?:\?.*)?$/;
const metadataPath =
  /^\/\.well-known\/authzen-configuration\/organizations\/(org_[0-9a-z]{8,40})(?:\?.*)?$/;

/** Reads the paths of requests; a caller asks under the same one again and again, so the last is remembered. */
export class DecisionTargets {
  #url = '';
  #target: DecisionTarget | null = null;

  /** The organization and endpoint that a path names; null: the path is somebody else's. */
  find(url: string): DecisionTarget | null {
    if (url === this.#url) return this.#target;
    const target = findDecisionTarget(url);
    if (target !== null) {
      this.#url = url;
      this.#target = target;
    }
    return target;
  }
}

function findDecisionTarget(url: string): DecisionTarget | null {
  if (!url.startsWith('/organizations/')) return null;
  const [, organizationId, path] = decisionPath.exec(url) ?? [];
  const endpoint = endpoints.find((known) => known === path);
  return isOrganizationId(organizationId) && endpoint ? { organizationId, endpoint } : null;
}

/** The organization whose decision point a metadata path describes. */
export function findDescribedOrganization(url: string): OrganizationId | null {
  if (!url.startsWith('/.well-known/')) return null;
  const organizationId = metadataPath.exec(url)?.[1];
  return isOrganizationId(organizationId) ? organizationId : null;
}

// The expressions above have proved the shape.
const isOrganizationId = (text: string | undefined): text is OrganizationId => text !== undefined;
