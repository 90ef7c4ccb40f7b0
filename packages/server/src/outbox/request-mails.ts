import type { MailContent } from './mail-content.ts';
import type { MailBlock } from './mail-layout.ts';
import { compose, type OrganizationMailFacts } from './organization-mails.ts';
import { oneLine, plainName, unlinked } from './plain-text.ts';

/** To an owner: somebody would like to have people here. The link leads to a page; nothing happens by opening it. */
export function requestMadeMail(facts: OrganizationMailFacts): MailContent {
  const { person, request, organizationName } = facts;
  const name = plainName(person.name);
  const blocks: MailBlock[] = [
    {
      kind: 'paragraph',
      parts: [
        { strong: name },
        ` (${person.address}) asks you to add ${counted(request?.people ?? 0)} to ${plainName(organizationName)}.`,
      ],
    },
    ...quote(request?.reason, name),
    { kind: 'button', label: 'Read and decide', url: facts.requestsUrl },
  ];
  return compose(
    facts,
    oneLine(
      `${person.name} asks you to add ${counted(request?.people ?? 0)} to ${organizationName}`,
    ),
    blocks,
    ['You get this mail because you are an owner. Nobody is invited before an owner approves.'],
    null,
  );
}

/** To whoever asked: what became of it, and why. */
export function requestDecidedMail(facts: OrganizationMailFacts): MailContent {
  const { request, organizationName } = facts;
  const decider = plainName(request?.decidedBy ?? 'An owner');
  const people = counted(request?.people ?? 0);
  const said = request?.approved
    ? ` approved your request${request.changed ? ' with changes' : ''}: ${people} got an invitation to ${plainName(organizationName)}.`
    : ` declined your request to add ${people} to ${plainName(organizationName)}. Nobody was invited.`;
  return compose(
    facts,
    oneLine(
      `Your request for ${people} at ${organizationName} was ${request?.approved ? 'approved' : 'declined'}`,
    ),
    [
      { kind: 'paragraph', parts: [{ strong: decider }, said] },
      ...quote(request?.decisionReason, decider),
      { kind: 'button', label: 'Open your requests', url: facts.requestsUrl },
    ],
    ['You get this mail because you made the request.'],
    null,
  );
}

const quote = (text: string | null | undefined, by: string): MailBlock[] =>
  text ? [{ kind: 'quote', text: unlinked(text), by }] : [];

const counted = (people: number) => (people === 1 ? '1 person' : `${people} people`);
