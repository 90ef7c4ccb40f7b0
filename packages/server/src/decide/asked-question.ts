/** A question as it stands on the wire, read but not yet resolved. */
export interface AskedQuestion {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly resourceProperties: Readonly<Record<string, unknown>> | null;
  readonly context: unknown;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads subject, action and resource; a string says what is missing or of the wrong type.
 * Written by hand because it runs on every question; unknown fields are ignored, as the standard says.
 */
export function readQuestion(
  subject: unknown,
  action: unknown,
  resource: unknown,
  context: unknown,
): AskedQuestion | string {
  if (!isObject(subject)) return missing('subject', subject);
  if (!isObject(action)) return missing('action', action);
  if (!isObject(resource)) return missing('resource', resource);

  const subjectType = subject['type'];
  const subjectId = subject['id'];
  const name = action['name'];
  const resourceType = resource['type'];
  const resourceId = resource['id'];
  if (typeof subjectType !== 'string') return notText('subject.type');
  if (typeof subjectId !== 'string') return notText('subject.id');
  if (typeof name !== 'string') return notText('action.name');
  if (typeof resourceType !== 'string') return notText('resource.type');
  if (typeof resourceId !== 'string') return notText('resource.id');

  const badProperties =
    mistypedProperties('subject', subject) ??
    mistypedProperties('action', action) ??
    mistypedProperties('resource', resource);
  if (badProperties) return badProperties;

  const properties = resource['properties'];
  return {
    subjectType,
    subjectId,
    action: name,
    resourceType,
    resourceId,
    resourceProperties: isObject(properties) ? properties : null,
    context,
  };
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Null counts as absent: the standard asks senders to leave such members out. */
export const isAbsent = (value: unknown): value is undefined | null =>
  value === undefined || value === null;

const missing = (name: string, value: unknown) =>
  isAbsent(value) ? `\`${name}\` is missing.` : `\`${name}\` has to be an object.`;

const notText = (path: string) => `\`${path}\` has to be a string.`;

function mistypedProperties(name: string, owner: JsonObject): string | null {
  const properties = owner['properties'];
  if (isAbsent(properties) || isObject(properties)) return null;
  return `\`${name}.properties\` has to be an object.`;
}
