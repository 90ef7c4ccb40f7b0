import type { Html } from '../html.ts';
import {
  analyticsPage,
  notificationsPage,
  plainPage,
  templatesPage,
} from '../pages/audience-pages.ts';
import type { Reply } from '../reply.ts';
import type { Route } from '../route.ts';
import { may, refused, type Visit } from '../visit.ts';

const page = (path: RegExp, permission: string, render: (visit: Visit) => Html): Route => ({
  method: 'GET',
  path,
  handle: async (visit) =>
    (await may(visit, permission)) ? { status: 200, page: render(visit) } : refused,
});

async function createTemplate(visit: Visit): Promise<Reply> {
  if (!(await may(visit, 'templates.template.edit'))) return refused;
  const { data, form } = visit;
  data.templates.push({ name: form.get('name') ?? '', text: form.get('text') ?? '' });
  return { to: '/templates' };
}

async function startCampaign(visit: Visit): Promise<Reply> {
  if (!(await may(visit, 'notifications.campaign.edit'))) return refused;
  const { data, form } = visit;
  data.campaigns.push({
    name: form.get('name') ?? '',
    template: form.get('template') ?? '',
    kind: form.get('kind') === 'ongoing' ? 'ongoing' : 'one-time',
    sent: 0,
  });
  return { to: '/notifications' };
}

export const audienceRoutes: readonly Route[] = [
  page(/^\/templates$/, 'templates.template.edit', ({ data }) => templatesPage(data)),
  page(/^\/notifications$/, 'notifications.campaign.edit', ({ data }) => notificationsPage(data)),
  page(/^\/analytics$/, 'analytics.report.view', ({ data }) => analyticsPage(data)),
  page(/^\/billing$/, 'billing.section.view', () => plainPage('Billing')),
  page(/^\/api-key$/, 'apikey.key.view', () => plainPage('API key')),
  page(/^\/whatsapp$/, 'whatsapp.profile.edit', () => plainPage('WhatsApp set-up')),
  { method: 'POST', path: /^\/templates$/, handle: createTemplate },
  { method: 'POST', path: /^\/notifications$/, handle: startCampaign },
];
