import type { ModuleDefinition } from '@latchkey/engine';

export const dataModule: ModuleDefinition = {
  label: 'Data',
  description: 'Contacts and their devices: what the company knows of the people it writes to.',
  permissions: {
    'data.contact.view': {
      label: 'See contacts',
      description: 'Look up contacts, their devices and what they agreed to.',
      selectedByDefault: true,
    },
    'data.contact.edit': {
      label: 'Edit contacts',
      description: 'Correct contacts and what they agreed to.',
      requires: ['data.contact.view'],
    },
    'data.contact.import': {
      label: 'Import contacts',
      description: 'Bring in contacts and devices from a file or another system.',
      requires: ['data.contact.edit'],
    },
    'data.contact.export': {
      label: 'Export contacts',
      description: 'Take contacts out as a file.',
      requires: ['data.contact.view'],
      risk: 'Personal data leaves the platform',
    },
    'data.contact.delete': {
      label: 'Delete contacts',
      description: 'Delete contacts and devices for good.',
      requires: ['data.contact.edit'],
      risk: 'Cannot be undone',
    },
    'data.segment.view': {
      label: 'See segments',
      description: 'See groups of contacts and how many each has.',
      selectedByDefault: true,
    },
    'data.segment.edit': {
      label: 'Edit segments',
      description: 'Define which contacts belong to a group.',
      requires: ['data.segment.view', 'data.contact.view'],
    },
    'data.table.edit': {
      label: 'Edit data tables',
      description: 'Add and change tables and columns that contacts are described with.',
      requires: ['data.contact.view'],
      risk: 'Running journeys read them',
    },
  },
};
