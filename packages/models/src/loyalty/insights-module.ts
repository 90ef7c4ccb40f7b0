import type { ModuleDefinition } from '@latchkey/engine';

export const insightsModule: ModuleDefinition = {
  label: 'Insights',
  description: 'Reports on customers, stores and campaigns.',
  permissions: {
    'insights.report.view': {
      label: 'View reports',
      description: 'See the reports of the places covered.',
      selectedByDefault: true,
    },
    'insights.report.edit': {
      label: 'Edit reports',
      description: 'Make reports and share them.',
      requires: ['insights.report.view'],
    },
    'insights.report.schedule': {
      label: 'Schedule reports',
      description: 'Have reports mailed at fixed times.',
      requires: ['insights.report.view'],
    },
    'insights.data.export': {
      label: 'Export data',
      description: 'Download the figures behind a report.',
      requires: ['insights.report.view'],
      risk: 'Data leaves the platform',
    },
    'insights.target.edit': {
      label: 'Edit targets',
      description: 'Set targets that stores are measured by.',
      requires: ['insights.report.view'],
    },
  },
};
