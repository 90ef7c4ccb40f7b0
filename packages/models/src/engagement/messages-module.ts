import type { ModuleDefinition } from '@latchkey/engine';

export const messagesModule: ModuleDefinition = {
  label: 'Messages',
  description: 'E-mail, text messages and push messages to contacts and devices.',
  permissions: {
    'message.view': {
      label: 'See messages',
      description: 'See messages that were sent or are planned, and how they did.',
      selectedByDefault: true,
    },
    'message.template.edit': {
      label: 'Edit templates',
      description: 'Change the texts and pictures that messages are made from.',
      requires: ['message.view'],
    },
    'message.edit': {
      label: 'Prepare messages',
      description: 'Prepare a message: to whom, what and when. Nothing is sent.',
      requires: ['message.view', 'data.segment.view'],
    },
    'message.test': {
      label: 'Send tests',
      description: 'Send a prepared message to the test contacts.',
      requires: ['message.edit'],
    },
    'message.send': {
      label: 'Send messages',
      description: 'Send prepared messages to contacts and devices.',
      requires: ['message.edit'],
      risk: 'Reaches contacts',
    },
  },
};
