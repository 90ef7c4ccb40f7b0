import type { InboxData } from './inbox-data.ts';

/** Hands one message over for delivery. */
export type Deliver = (phone: string, text: string) => void;

/**
 * Sends what is due. Campaigns belong to the organization: nobody's view is asked about, so masking a number for
 * some people stops none.
 */
export function runCampaigns(data: InboxData, deliver: Deliver): void {
  for (const campaign of data.campaigns) {
    if (campaign.kind === 'one-time' && campaign.sent > 0) continue;
    const template = data.templates.find(({ name }) => name === campaign.template);
    if (!template) continue;
    for (const { id, phone } of data.contacts) {
      deliver(phone, template.text);
      data.chats.get(id)?.push({ from: 'campaign', by: campaign.name, text: template.text });
      campaign.sent += 1;
    }
  }
}
