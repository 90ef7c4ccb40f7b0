import { type Html, html } from '../html.ts';
import { style } from '../style.ts';

/** A page of the module and the permission that opens it. */
export const pages = [
  { path: '/inbox', label: 'Inbox', permission: 'inbox.conversation.view' },
  { path: '/all-users', label: 'All users', permission: 'users.contact.view' },
  { path: '/templates', label: 'Templates', permission: 'templates.template.edit' },
  { path: '/notifications', label: 'Notifications', permission: 'notifications.campaign.edit' },
  { path: '/analytics', label: 'Analytics', permission: 'analytics.report.view' },
  { path: '/billing', label: 'Billing', permission: 'billing.section.view' },
  { path: '/api-key', label: 'API key', permission: 'apikey.key.view' },
  { path: '/whatsapp', label: 'WhatsApp set-up', permission: 'whatsapp.profile.edit' },
] as const;
export type Page = (typeof pages)[number];

interface Frame {
  readonly title: string;
  /** The pages that this person may open. */
  readonly open: readonly Page[];
  readonly path: string;
  readonly person: string;
  readonly mainClass?: string;
}

/** A whole page: where one can go, and what is here. */
export const frame = ({ title, open, path, person, mainClass }: Frame, content: Html): Html =>
  html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${style}</head>
<body><div class="app">
<nav aria-label="Pages"><b>Conversations</b>
${open.map((page) =>
  page.path === path
    ? html`<a href="${page.path}" aria-current="page">${page.label}</a>`
    : html`<a href="${page.path}">${page.label}</a>`,
)}
<small>${person}</small></nav>
<main class="${mainClass ?? ''}">${content}</main>
</div></body></html>`;
