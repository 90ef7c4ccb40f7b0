/** An instant of the wire, which a schema has checked, as the engine counts it. */
export function instantOf(text: string | null | undefined): number | null {
  return text == null ? null : Date.parse(text);
}
