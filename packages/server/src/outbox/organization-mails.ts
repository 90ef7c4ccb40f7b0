import type { SentencePart } from '@latchkey/engine';
import type { MailContent } from './mail-content.ts';
import { type MailBlock, mailHtml, mailText } from './mail-layout.ts';
import { inUtc, oneLine, plainName, unlinked } from './plain-text.ts';

/** What a mail of an organization is made from, read when it is sent. */
export interface OrganizationMailFacts {
  readonly platformName: string;
  readonly organizationName: string;
  /** The person the mail is about: invited, accepted, declined. */
  readonly person: { readonly name: string; readonly address: string };
  /** Who invited; null when nobody did it by hand. */
  readonly sender: { readonly name: string; readonly address: string } | null;
  readonly note: string | null;
  readonly sentences: readonly (readonly SentencePart[])[];
  readonly linkEndsAt: Date;
  /** Made for this mail alone. */
  readonly url: string;
  readonly peopleUrl: string;
  /** The request that the mail is about; its asker is the person. */
  readonly request: {
    readonly reason: string;
    readonly people: number;
    readonly approved: boolean;
    readonly changed: boolean;
    readonly decidedBy: string;
    readonly decisionReason: string | null;
  } | null;
  readonly requestsUrl: string;
}

export function invitationMail(facts: OrganizationMailFacts): MailContent {
  const { sender, person, note, linkEndsAt } = facts;
  const organization = plainName(facts.organizationName);
  const platform = plainName(facts.platformName);
  const inviter = sender && plainName(sender.name);
  const subject = oneLine(
    `${sender ? `${sender.name} invited you` : 'You are invited'} to ${facts.organizationName} on ${facts.platformName}`,
  );
  const blocks: MailBlock[] = [
    { kind: 'paragraph', parts: [greeting(person.name)] },
    {
      kind: 'paragraph',
      parts: sender
        ? [
            { strong: plainName(sender.name) },
            ` (${sender.address}) invited you to ${organization} on ${platform}.`,
          ]
        : [`You are invited to ${organization} on ${platform}.`],
    },
    { kind: 'sentences', sentences: facts.sentences },
    ...(note && inviter ? [{ kind: 'quote', text: unlinked(note), by: inviter } as const] : []),
    { kind: 'button', label: 'Read and accept the invitation', url: facts.url },
    {
      kind: 'paragraph',
      parts: [
        'The link works once and until ',
        { strong: inUtc(linkEndsAt) },
        `. After that, ask ${inviter ?? 'whoever invited you'} for a new one.`,
      ],
    },
  ];
  const footer = [
    { strong: 'Not expecting this? ' },
    'Then do nothing: without you, nothing happens. You can also open the invitation and decline it. ',
    'We never ask for a password by mail and never send one.',
  ];
  return compose(facts, subject, blocks, footer, sender);
}

export function acceptedMail(facts: OrganizationMailFacts): MailContent {
  const name = plainName(facts.person.name);
  const organization = plainName(facts.organizationName);
  return compose(
    facts,
    oneLine(`${facts.person.name} accepted your invitation to ${facts.organizationName}`),
    [
      {
        kind: 'paragraph',
        parts: [
          { strong: name },
          ` (${facts.person.address}) accepted your invitation to ${organization} and can sign in now.`,
        ],
      },
      { kind: 'sentences', sentences: facts.sentences },
      { kind: 'button', label: 'Open the list of people', url: facts.peopleUrl },
    ],
    ['You get this mail because you sent the invitation.'],
    null,
  );
}

export function declinedMail(facts: OrganizationMailFacts): MailContent {
  const organization = plainName(facts.organizationName);
  return compose(
    facts,
    oneLine(`${facts.person.address} declined your invitation to ${facts.organizationName}`),
    [
      {
        kind: 'paragraph',
        parts: [
          { strong: facts.person.address },
          ` declined your invitation to ${organization}. Nothing was given to this address.`,
        ],
      },
      { kind: 'button', label: 'Open the invitations', url: `${facts.peopleUrl}?tab=invitations` },
    ],
    ['You get this mail because you sent the invitation.'],
    null,
  );
}

export function wantedMail(facts: OrganizationMailFacts): MailContent {
  const organization = plainName(facts.organizationName);
  return compose(
    facts,
    oneLine(`${facts.person.address} asks for a new invitation to ${facts.organizationName}`),
    [
      {
        kind: 'paragraph',
        parts: [
          { strong: facts.person.address },
          ` opened your invitation to ${organization} after its link had ended, and asks for a new one. Resend it if this person is still to join.`,
        ],
      },
      { kind: 'button', label: 'Open the invitations', url: `${facts.peopleUrl}?tab=invitations` },
    ],
    ['You get this mail because you sent the invitation. Nothing happens until you resend it.'],
    null,
  );
}

export function compose(
  { organizationName, platformName }: OrganizationMailFacts,
  subject: string,
  blocks: readonly MailBlock[],
  footer: readonly (string | { readonly strong: string })[],
  replyTo: { readonly name: string; readonly address: string } | null,
): MailContent {
  const layout = {
    subject,
    heading: plainName(organizationName),
    headingMore: `on ${plainName(platformName)}`,
    blocks,
    footer,
  };
  return {
    subject,
    text: mailText(layout),
    html: mailHtml(layout),
    fromName: oneLine(`${platformName} for ${organizationName}`),
    ...(replyTo && { replyTo: { name: oneLine(replyTo.name), address: replyTo.address } }),
  };
}

function greeting(name: string): string {
  const [first = ''] = plainName(name).split(' ');
  return first === '' ? 'Hello,' : `Hello ${first},`;
}
