/** A property of a question as a model's key: text as it is, `true`, `false` and numbers as JSON writes them; null for anything else. */
export function propertyValue(
  properties: Readonly<Record<string, unknown>> | null,
  name: string,
): string | null {
  return properties !== null && Object.hasOwn(properties, name) ? valueKey(properties[name]) : null;
}

export function valueKey(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : null;
}
