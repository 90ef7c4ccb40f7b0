import type { ModuleDefinition } from '@latchkey/engine';

export const journeysModule: ModuleDefinition = {
  label: 'Journeys',
  description: 'What happens to a contact step by step, and what sets it off.',
  permissions: {
    'journey.view': {
      label: 'See journeys',
      description: 'See journeys, who is in them and how they do.',
      selectedByDefault: true,
    },
    'journey.edit': {
      label: 'Edit journeys',
      description: 'Build journeys. Nobody enters one before it is started.',
      requires: ['journey.view', 'data.segment.view'],
    },
    'journey.start': {
      label: 'Start journeys',
      description: 'Let contacts into a journey.',
      requires: ['journey.edit'],
      risk: 'Reaches contacts',
    },
    'journey.stop': {
      label: 'Stop journeys',
      description: 'Stop a running journey at once.',
      requires: ['journey.view'],
    },
  },
};
