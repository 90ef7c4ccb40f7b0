/** Markup that is safe to send: text put into it has been escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | null | readonly Html[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Writes markup; everything that is put in and is not markup itself is escaped. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = (part: Part | undefined): string => {
    if (part === null || part === undefined) return '';
    if (part instanceof Html) return part.text;
    if (typeof part === 'object') return part.map(text).join('');
    return String(part).replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? '');
  };
  return new Html(strings.map((string, index) => string + text(parts[index])).join(''));
}
