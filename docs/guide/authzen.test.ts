import { readFileSync } from 'node:fs';
import {
  evaluationAnswer,
  evaluationRequest,
  subjectSearchAnswer,
  subjectSearchRequest,
} from '@latchkey/contract';
import { type AccessModelDefinition, checkAccessModel } from '@latchkey/engine';
import { expect, test } from 'vitest';

const guide = readFileSync(new URL('authzen.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, content = '']) => content,
  );

test('the questions and answers on the page are those of the wire', () => {
  const shapes = [evaluationRequest, evaluationAnswer, subjectSearchRequest, subjectSearchAnswer];
  const bodies = blocks('json').map((body): unknown => JSON.parse(body));
  expect(bodies).toHaveLength(shapes.length);
  shapes.forEach((shape, index) => {
    expect(shape.safeParse(bodies[index]).error).toBeUndefined();
  });
});

test('what a model says about properties on the page is sound', () => {
  const [mappings = ''] = blocks('ts');
  const read: unknown = new Function(`return { ${mappings} }`)();
  const permission = { label: 'Do', description: '' };
  const type = { label: 'Type', plural: 'Types', parents: ['organization'] };
  const model = {
    key: 'records',
    label: 'Records',
    entityTypes: { store: type, status: type, record: type },
    modules: {
      record: {
        label: 'Records',
        permissions: {
          'record.read': permission,
          'record.erase': permission,
          'record.archive': permission,
        },
      },
    },
    permissionSets: { audit: { name: 'Audit', description: '', permissions: ['record.read'] } },
    ...Object(read),
  } satisfies AccessModelDefinition;
  expect(Object.keys(Object(read))).toEqual(['resources', 'subjects', 'actions']);
  expect(checkAccessModel(model)).toEqual([]);
});
