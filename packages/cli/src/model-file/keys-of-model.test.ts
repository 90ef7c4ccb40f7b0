import { defineAccessModel } from '@latchkey/engine';
import { expect, test } from 'vitest';
import { keysOfModel } from './keys-of-model.ts';

const permission = (label: string) => ({ label, description: `${label}.` });

test('types tell what can be masked, what places a resource and what an action is called', () => {
  const keys = keysOfModel(
    defineAccessModel({
      key: 'help-desk',
      label: 'Help desk',
      entityTypes: { center: { label: 'C', plural: 'C', parents: ['organization'] } },
      modules: {
        call: {
          label: 'Calls',
          permissions: {
            'call.hear': permission('Hear'),
            'call.number': {
              ...permission('See numbers'),
              opens: { call: { number: 'country_code' } },
            },
          },
        },
      },
      permissionSets: {},
      resources: { call: { center: 'center' } },
      actions: { hear: { permission: 'call.hear' } },
      restrictions: {
        quiet: { label: 'Q', description: 'Q.', masks: { call: { notes: 'absent' } } },
      },
    }),
  );
  expect(keys).toContain('export interface HelpDeskKeys {');
  expect(keys).toContain("    | 'call.number'\n    | 'hear';");
  expect(keys).toContain("entityType: 'center';");
  expect(keys).toContain("resources: {\n    'call': 'center';\n  };");
  expect(keys).toContain("masks: {\n    'call': 'notes' | 'number';\n  };");
});
