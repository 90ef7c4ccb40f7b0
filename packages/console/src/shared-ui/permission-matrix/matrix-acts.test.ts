import { expect, test } from 'vitest';
import { actsIn, type MatrixRowShape, moduleRows } from './matrix-acts.ts';

const moduleOf = (labels: Record<string, string>) => ({
  label: 'Module',
  switchable: false,
  permissions: Object.fromEntries(
    Object.entries(labels).map(([key, label]) => [key, { label, description: '' }]),
  ),
});

const lines = (rows: readonly MatrixRowShape[]) =>
  rows.map((row) =>
    row.kind === 'single' ? row.permission : `${row.label}: ${[...row.cells.keys()].join(' ')}`,
  );

test('permissions named by thing and act stand in one row per thing, with a column for each act', () => {
  const rows = moduleRows(
    moduleOf({
      'campaign.view': 'See campaigns',
      'campaign.edit': 'Edit campaigns',
      'campaign.publish': 'Publish campaigns',
      'campaign.stop': 'Stop campaigns',
      'campaign.audience.edit': 'Edit audiences',
      'brand.edit': 'Edit the brand',
      'account.edit': 'Loyalty account editor',
    }),
  );
  expect(lines(rows)).toEqual([
    'Campaigns: view edit publish',
    'campaign.stop',
    'Audiences: edit',
    'Brand: edit',
    'Loyalty account editor: edit',
  ]);
  expect(actsIn(rows)).toEqual(['view', 'edit', 'publish']);
});

test('where most permissions have no such name, each has a row of its own', () => {
  const rows = moduleRows(
    moduleOf({ 'till.issue': 'Issue', 'till.redeem': 'Redeem', 'till.view': 'See the till' }),
  );
  expect(lines(rows)).toEqual(['till.issue', 'till.redeem', 'till.view']);
  expect(actsIn(rows)).toEqual([]);
});

test('a second permission for the same act of the same thing is not lost', () => {
  const rows = moduleRows(
    moduleOf({ 'a.read': 'A: read', 'a.view': 'A: view', 'a.edit': 'A: edit' }),
  );
  expect(lines(rows)).toEqual(['A: view edit', 'a.view']);
});
