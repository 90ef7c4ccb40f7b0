import type { ModuleDefinition } from '@latchkey/engine';

export const memberCareModule: ModuleDefinition = {
  label: 'Member care',
  description: 'Looking customers up, answering them, and the service desk.',
  permissions: {
    'care.customer.view': {
      label: 'See customers',
      description: 'Look a customer up and see tier, points and purchases.',
      selectedByDefault: true,
    },
    'care.customer.register': {
      label: 'Register customers',
      description: 'Enrol a new customer.',
      requires: ['care.customer.view'],
    },
    'care.customer.edit': {
      label: 'Edit customers',
      description: 'Change a customer’s details and preferences.',
      requires: ['care.customer.view'],
    },
    'care.customer.merge': {
      label: 'Merge customers',
      description: 'Join two records of the same customer into one.',
      requires: ['care.customer.edit'],
      risk: 'Cannot be undone',
    },
    'care.customer.erase': {
      label: 'Erase customers',
      description: 'Erase a customer’s personal data on request.',
      requires: ['care.customer.edit'],
      risk: 'Cannot be undone',
    },
    'care.customer.export': {
      label: 'Export customers',
      description: 'Download customers as a file.',
      requires: ['care.customer.view'],
      risk: 'Personal data leaves the platform',
    },
    'care.ticket.view': {
      label: 'See service requests',
      description: 'See the service desk’s requests and what was answered.',
      requires: ['care.customer.view'],
    },
    'care.ticket.answer': {
      label: 'Answer service requests',
      description: 'Take a request, answer the customer and close it.',
      requires: ['care.ticket.view'],
    },
    'care.ticket.assign': {
      label: 'Assign service requests',
      description: 'Give requests to others and set their urgency.',
      requires: ['care.ticket.view'],
    },
    'care.goodwill.give': {
      label: 'Give goodwill points',
      description: 'Give a customer points as an apology, up to the desk’s limit.',
      requires: ['care.ticket.answer'],
      risk: 'Points are worth money',
    },
    'care.desk.run': {
      label: 'Run the service desk',
      description:
        'Set queues, limits and standard answers. Brings the whole service desk with it.',
      requires: ['care.customer.view'],
      implies: ['care.ticket.view', 'care.ticket.answer', 'care.ticket.assign'],
    },
  },
};
