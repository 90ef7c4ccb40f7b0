import type { ModelKeys, ResourceOf } from './keys.ts';
import type { Latchkey } from './latchkey.ts';
import type { Subject } from './options.ts';

/**
 * What a page is drawn from: what this person may do at each of the places on it. It only shows and hides; every
 * request is decided again on the server.
 */
export interface PageAccess {
  /** Place, as `placeName` writes it, to permissions. */
  readonly places: Readonly<Record<string, readonly string[]>>;
}

/** `organization`, or `type/id`. */
export const placeName = ({ type, id }: { readonly type: string; readonly id: string }): string =>
  type === 'organization' ? type : `${type}/${id}`;

/** Asks what a page needs to know, as plain data that can be sent along with it. Throws when there is no answer. */
export async function pageAccess<Keys extends ModelKeys>(
  latchkey: Pick<Latchkey<Keys>, 'permissions'>,
  subject: Subject,
  resources: readonly ResourceOf<Keys>[],
): Promise<PageAccess> {
  const places = await Promise.all(
    resources.map(
      async (resource) =>
        [placeName(resource), await latchkey.permissions(subject, resource)] as const,
    ),
  );
  return { places: Object.fromEntries(places) };
}
