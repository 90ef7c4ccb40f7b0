import type { ModuleDefinition } from '@latchkey/engine';

/** Using a template lies here and not with the templates, so that it outlives a restriction that hides those. */
export const inboxModule: ModuleDefinition = {
  label: 'Inbox',
  description: 'Conversations with end customers.',
  permissions: {
    'inbox.conversation.view': {
      label: 'See conversations',
      description: 'Read the inbox: chats, and the card of the person one chats with.',
      selectedByDefault: true,
    },
    'inbox.message.send': {
      label: 'Answer end customers',
      description: 'Write messages in a conversation.',
      requires: ['inbox.conversation.view'],
      risk: 'Reaches customers',
    },
    'inbox.template.use': {
      label: 'Use templates in the inbox',
      description: 'Send a template that exists already, out of a conversation.',
      requires: ['inbox.message.send'],
      risk: 'Reaches customers',
    },
  },
};
