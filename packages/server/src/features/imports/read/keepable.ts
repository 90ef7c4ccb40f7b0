/** Text as PostgreSQL can keep it: no zero characters, no halves of characters; no name has either. */
export const keepable = (text: string) => text.replaceAll('\0', '').toWellFormed();
