const longest = 63;

/** `column`, `table.column` or `schema.table.column`, as its parts; anything else is refused. */
export function columnParts(name: string): readonly string[] {
  const parts = name.split('.');
  const isColumn =
    parts.length <= 3 &&
    parts.every((part) => /^[A-Za-z_][A-Za-z0-9_$]*$/.test(part) && part.length <= longest);
  if (isColumn) return parts;
  throw new TypeError(
    `\`${name}\` is not a column. Write \`column\`, \`table.column\` or \`schema.table.column\`.`,
  );
}
