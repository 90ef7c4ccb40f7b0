import type { AccountMailsTable } from '../db/tables.ts';
import type { MailContent } from './mail-content.ts';
import { type MailBlock, mailHtml, mailText } from './mail-layout.ts';
import { inUtc, oneLine, plainName } from './plain-text.ts';

export interface AccountMailFacts {
  readonly platformName: string;
  readonly address: string;
  readonly at: Date;
  /** With a token of its own for a reset; the sign-in page otherwise. */
  readonly url: string;
  readonly linkEndsAt: Date;
}

/** Mails about an account, which belongs to no organization. */
export function accountMailContent(
  kind: AccountMailsTable['kind'],
  facts: AccountMailFacts,
): MailContent {
  return kind === 'password_reset' ? resetMail(facts) : changedMail(facts);
}

function resetMail({ platformName, address, url, linkEndsAt }: AccountMailFacts): MailContent {
  return compose(
    platformName,
    `Set a new password for ${platformName}`,
    [
      {
        kind: 'paragraph',
        parts: ['Somebody asked to set a new password for ', { strong: address }, '.'],
      },
      { kind: 'button', label: 'Set a new password', url },
      {
        kind: 'paragraph',
        parts: [
          'The link works once and until ',
          { strong: inUtc(linkEndsAt) },
          '. Setting a password ends every session.',
        ],
      },
    ],
    [{ strong: 'Was it not you? ' }, 'Then do nothing: your password stays as it is.'],
  );
}

function changedMail({ platformName, address, at, url }: AccountMailFacts): MailContent {
  return compose(
    platformName,
    `Your password for ${platformName} was changed`,
    [
      {
        kind: 'paragraph',
        parts: [
          'The password of ',
          { strong: address },
          ` was changed on ${inUtc(at)}. Sessions elsewhere have ended.`,
        ],
      },
      { kind: 'button', label: 'Sign in', url },
    ],
    [
      { strong: 'Was it not you? ' },
      'Set a new password at once with “Forgot password” on the sign-in page, and tell an owner of your organization.',
    ],
  );
}

function compose(
  platformName: string,
  subject: string,
  blocks: readonly MailBlock[],
  footer: readonly (string | { readonly strong: string })[],
): MailContent {
  const layout = {
    subject: oneLine(subject),
    heading: plainName(platformName),
    headingMore: null,
    blocks,
    footer,
  };
  return {
    subject: oneLine(subject),
    text: mailText(layout),
    html: mailHtml(layout),
    fromName: oneLine(platformName),
  };
}
