import type { SentencePart } from '@latchkey/engine';
import { escapeHtml, unlinked } from './plain-text.ts';

export type MailBlock =
  | {
      readonly kind: 'paragraph';
      readonly parts: readonly (string | { readonly strong: string })[];
    }
  | { readonly kind: 'sentences'; readonly sentences: readonly (readonly SentencePart[])[] }
  | { readonly kind: 'quote'; readonly text: string; readonly by: string }
  | { readonly kind: 'button'; readonly label: string; readonly url: string };

export interface MailLayout {
  readonly subject: string;
  /** `Northwind`, beside the mark; the platform's own mails have the platform's name only. */
  readonly heading: string;
  readonly headingMore: string | null;
  readonly blocks: readonly MailBlock[];
  readonly footer: readonly (string | { readonly strong: string })[];
}

const colors = `
  :root { color-scheme: light dark; }
  @media (max-width: 480px) { .inner { padding: 24px 20px !important; } }
  @media (prefers-color-scheme: dark) {
    .ground { background: #101413 !important; }
    .card { background: #1a1f1e !important; border-color: #2d3534 !important; }
    .ink { color: #e8eceb !important; }
    .quiet { color: #9aa5a3 !important; }
    .key { color: #57c2cb !important; border-color: #57c2cb !important; }
    .not { color: #ff8f8f !important; }
    .quote { background: #232a29 !important; border-color: #46504e !important; }
    .rule { border-color: #2d3534 !important; }
    .button { background: #57c2cb !important; color: #06201f !important; }
  }`;

const face = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const ink = `${face};font-size:16px;line-height:26px;color:#1b1f1e`;
const quiet = `${face};font-size:13px;line-height:20px;color:#59625f`;

/** The mail as HTML that needs no image and no foreign host, and reads the same in light and dark. */
export function mailHtml({ subject, heading, headingMore, blocks, footer }: MailLayout): string {
  const mark = escapeHtml([...heading][0]?.toUpperCase() ?? '');
  const more =
    headingMore === null
      ? ''
      : ` <span class="quiet" style="font-weight:400;color:#59625f">${escapeHtml(headingMore)}</span>`;
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(unlinked(subject))}</title>
<style>${colors}</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f4f6f5">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="ground" style="background:#f4f6f5">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="card" style="max-width:640px;background:#ffffff;border:1px solid #dde2e0;border-radius:4px">
<tr><td class="inner" style="padding:32px 40px">
<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 24px"><tr>
<td aria-hidden="true" valign="top" style="width:28px"><div style="width:28px;height:28px;background:#00616b;border-radius:4px 10px 10px 10px;text-align:center;${face};font-size:15px;line-height:28px;font-weight:600;color:#ffffff">${mark}</div></td>
<td class="ink" style="padding-left:10px;${ink};font-weight:600"><bdi>${escapeHtml(heading)}</bdi>${more}</td>
</tr></table>
${blocks.map(blockHtml).join('\n')}
<hr class="rule" style="border:0;border-top:1px solid #dde2e0;margin:28px 0 20px">
<p class="quiet" style="margin:0;${quiet}">${footer.map(partHtml).join('')}</p>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

function blockHtml(block: MailBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p class="ink" style="margin:0 0 18px;${ink}">${block.parts.map(partHtml).join('')}</p>`;
    case 'sentences':
      return block.sentences
        .map(
          (parts) =>
            `<p class="ink key" style="margin:0 0 18px;padding:0 0 0 16px;border-left:3px solid #00616b;${ink}"><span class="ink">${parts.map(sentencePartHtml).join('')}</span></p>`,
        )
        .join('\n');
    case 'quote':
      return `<blockquote class="quote" style="margin:0 0 24px;padding:14px 18px;background:#eceeed;border-left:3px solid #c3cac8"><p class="ink" style="margin:0;${ink};white-space:pre-line">${escapeHtml(block.text)}</p><p class="quiet" style="margin:4px 0 0;${quiet}"><bdi>${escapeHtml(block.by)}</bdi></p></blockquote>`;
    case 'button':
      return `<p style="margin:0 0 12px"><a class="button" href="${escapeHtml(block.url)}" style="display:inline-block;background:#00616b;color:#ffffff;${face};font-size:16px;line-height:24px;font-weight:600;text-decoration:none;padding:10px 22px;border-radius:4px 12px 12px 4px">${escapeHtml(block.label)}</a></p>
<p class="quiet" style="margin:0 0 24px;${quiet}">Or open this address: <a class="key" href="${escapeHtml(block.url)}" style="color:#00616b;word-break:break-all">${escapeHtml(block.url)}</a></p>`;
  }
}

const partHtml = (part: string | { readonly strong: string }) =>
  typeof part === 'string'
    ? escapeHtml(part)
    : `<strong style="font-weight:600">${escapeHtml(part.strong)}</strong>`;

function sentencePartHtml({ text, tone }: SentencePart): string {
  const safe = escapeHtml(text);
  if (tone === 'strong') return `<strong style="font-weight:600">${safe}</strong>`;
  return tone === 'not'
    ? `<strong class="not" style="font-weight:600;color:#b3261e">${safe}</strong>`
    : safe;
}

/** The same mail for programs and people that prefer plain text. */
export function mailText({ blocks, footer }: MailLayout): string {
  return `${blocks.map(blockText).join('\n\n')}\n\n-- \n${footer.map(partText).join('')}\n`;
}

function blockText(block: MailBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return block.parts.map(partText).join('');
    case 'sentences':
      return block.sentences.map((parts) => parts.map(({ text }) => text).join('')).join('\n');
    case 'quote':
      return `${block.text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')}\n> (${block.by})`;
    case 'button':
      return `${block.label}:\n${block.url}`;
  }
}

const partText = (part: string | { readonly strong: string }) =>
  typeof part === 'string' ? part : part.strong;
