/** A question as it stands on the wire, read but not yet resolved. */
export interface AskedQuestion {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly subjectProperties: JsonObject | null;
  readonly action: string;
  readonly actionProperties: JsonObject | null;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly resourceProperties: JsonObject | null;
  readonly context: JsonObject | null;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** The parts of a question that say who or what by an id; a search looks for one of them and reads no id there. */
export type SearchedPart = 'subject' | 'resource' | 'action';

/**
 * Reads subject, action and resource; a string says what is missing or of the wrong type. Of the part that is searched
 * for, no id or name is read, whatever stands there: it is empty.
 * Written by hand because it runs on every question; unknown fields are ignored, as the standard says.
 * `looked` gathers the properties that were looked through: the questions of a batch mostly share theirs.
 */
export function readQuestion(
  subject: unknown,
  action: unknown,
  resource: unknown,
  context: unknown,
  searched: SearchedPart | null = null,
  looked: Map<JsonObject, boolean> | null = null,
): AskedQuestion | string {
  const actionAsked = searched === 'action' ? anyAction : action;
  const contextAsked = context ?? null;
  if (!isObject(subject)) return missing('subject', subject);
  if (!isObject(actionAsked)) return missing('action', actionAsked);
  if (!isObject(resource)) return missing('resource', resource);
  if (!isObjectOrNull(contextAsked)) return notAnObject('context');

  const subjectType = subject['type'];
  const subjectId = searched === 'subject' ? '' : subject['id'];
  const name = actionAsked['name'];
  const resourceType = resource['type'];
  const resourceId = searched === 'resource' ? '' : resource['id'];
  if (typeof subjectType !== 'string') return notText('subject.type');
  if (typeof subjectId !== 'string') return notText('subject.id');
  if (typeof name !== 'string') return notText('action.name');
  if (typeof resourceType !== 'string') return notText('resource.type');
  if (typeof resourceId !== 'string') return notText('resource.id');

  if (
    subjectType.length > longestName ||
    subjectId.length > longestName ||
    name.length > longestName ||
    resourceType.length > longestName ||
    resourceId.length > longestName
  ) {
    return `A type, an id or a name has to be ${longestName} characters or shorter.`;
  }

  const subjectProperties = subject['properties'] ?? null;
  const actionProperties = actionAsked['properties'] ?? null;
  const resourceProperties = resource['properties'] ?? null;
  if (!isObjectOrNull(subjectProperties)) return notAnObject('subject.properties');
  if (!isObjectOrNull(actionProperties)) return notAnObject('action.properties');
  if (!isObjectOrNull(resourceProperties)) return notAnObject('resource.properties');
  if (subjectProperties !== null) {
    const isLong = looked?.get(subjectProperties) ?? holdsLongList(subjectProperties);
    looked?.set(subjectProperties, isLong);
    if (isLong)
      return `A list in \`subject.properties\` has to hold ${longestList} values or fewer.`;
  }
  return {
    subjectType,
    subjectId,
    subjectProperties,
    action: name,
    actionProperties,
    resourceType,
    resourceId,
    resourceProperties,
    context: contextAsked,
  };
}

/** A batch may repeat what is named a thousand times, and each time it is looked up. Nothing stored has a name as long. */
const longestName = 1_000;
const longestList = 100;

const holdsLongList = (properties: JsonObject) =>
  Object.values(properties).some((value) => Array.isArray(value) && value.length > longestList);

const anyAction: JsonObject = { name: '' };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isObjectOrNull = (value: unknown): value is JsonObject | null =>
  value === null || isObject(value);

/** Null counts as absent: the standard asks senders to leave such members out. */
export const isAbsent = (value: unknown): value is undefined | null =>
  value === undefined || value === null;

const missing = (name: string, value: unknown) =>
  isAbsent(value) ? `\`${name}\` is missing.` : notAnObject(name);

const notAnObject = (path: string) => `\`${path}\` has to be an object.`;

const notText = (path: string) => `\`${path}\` has to be a string.`;
