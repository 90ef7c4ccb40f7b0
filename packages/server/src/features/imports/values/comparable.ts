/** The form in which names typed by people are compared: case, spacing and typographic quotes do not matter. */
export const comparable = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u02BC`\u00B4]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** The letters and digits alone, for headers: `E-Mail Adresse`, `e_mail_adresse` and `EMAILADRESSE` are one. */
export const lettersOf = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
