import type { DemoOrganization } from './demo-organization.ts';
import { demoUsers } from './engagement/demo-people.ts';

/** The demo organization of the `engagement` model: an invented outdoor retailer that writes to its customers. */
export const engagementDemo = (): DemoOrganization => ({
  name: 'Tidewater Outfitters',
  modelKey: 'engagement',
  entities: [],
  permissionSets: [
    {
      key: 'journey-builder',
      name: 'Journey builder',
      description: 'Builds journeys and segments; somebody else starts them.',
      permissions: [
        'data.contact.view',
        'data.segment.view',
        'data.segment.edit',
        'journey.view',
        'journey.edit',
        'message.view',
      ],
    },
    {
      key: 'message-editor',
      name: 'Message editor',
      description: 'Prepares messages and templates, and sends tests.',
      permissions: [
        'data.segment.view',
        'message.view',
        'message.template.edit',
        'message.edit',
        'message.test',
      ],
    },
    {
      key: 'sender',
      name: 'Sender',
      description: 'Starts journeys and sends messages that are ready.',
      permissions: [
        'data.segment.view',
        'journey.view',
        'journey.edit',
        'journey.start',
        'journey.stop',
        'message.view',
        'message.edit',
        'message.send',
      ],
    },
  ],
  people: demoUsers(),
});
