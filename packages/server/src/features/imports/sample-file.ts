import type { ImportKind } from '@latchkey/contract';
import { permissionGraph } from '@latchkey/engine';
import type { SignedIn } from '../../http/env.ts';
import type { Services } from '../../services.ts';
import { listCell } from '../../words/list-cell.ts';
import { importFields } from './columns/import-fields.ts';
import type { PeopleField } from './columns/people-fields.ts';
import { lowestType, type PlaceField, parentTypes } from './columns/place-fields.ts';
import { csvLine } from './csv-line.ts';
import { instantInWords } from './plan/in-words.ts';
import { type PlanningContext, readPlanningContext } from './planning-context.ts';
import { requireMayImport } from './require-import.ts';
import { type KnownPlace, placeReference } from './values/place-index.ts';

/** A file to begin with, made for this organization: every column, and examples with its own sets and places. */
export async function sampleFile(
  services: Services,
  signedIn: SignedIn,
  kind: ImportKind,
): Promise<string> {
  const file = { kind, mode: 'new' } as const;
  await requireMayImport(services, signedIn, file);
  const context = await readPlanningContext(services, signedIn.organizationId, signedIn.memberId);
  const fields = importFields(file, context).filter(({ key }) => !ofAnExport.has(key));
  const examples = kind === 'people' ? peopleExamples(context) : placeExamples(context);
  const rows = examples.map((example) => fields.map(({ key }) => example[key] ?? ''));
  return `\uFEFF${[fields.map(({ label }) => label), ...rows].map((row) => csvLine(row, ',')).join('')}`;
}

/** Fields that only a file of people who are here has. */
const ofAnExport = new Set(['mode', 'etag']);

type Example = Readonly<Record<string, string>>;

function peopleExamples(context: PlanningContext): Example[] {
  const { access, visiblePlaces, now, model } = context;
  const [several, one] = exampleHoldings(context);
  const open = visiblePlaces.filter(({ closed }) => !closed);
  const lowest = open.filter(({ type }) => type === lowestType(model));
  const higher = open.find(({ type }) => type !== lowestType(model));
  const places = listCell(lowest.slice(0, 2).map(placeReference)) || 'organization';
  const soon = instantInWords(now + 90 * 86_400_000).slice(0, 16);
  const example = (cells: Partial<Record<PeopleField, string>>) => cells;
  return [
    example({
      email: 'maria.example@company.example',
      name: 'Maria Example',
      phone: '+49 30 123456',
      type: 'member',
      [access.field]: several,
      places,
      signInMethod: 'password',
    }),
    example({
      email: 'sam.example@company.example',
      name: 'Sam Example',
      type: 'member',
      [access.field]: one,
      places: higher ? placeReference(higher) : 'organization',
      accessEnds: soon,
    }),
    example({ email: 'olga.example@company.example', name: 'Olga Example', type: 'owner' }),
  ];
}

/** What two people could hold: several things and one, as far as the model lets people hold several. */
function exampleHoldings({ access, holdings, model }: PlanningContext): [string, string] {
  const [first = `Name of a ${access.one}`, second] = holdings.names;
  if (access.assignment === 'one_set') return [first, second ?? first];
  if (access.assignment === 'sets')
    return [listCell([first, second].filter((name) => name !== undefined)), first];
  const graph = permissionGraph(model);
  // Whatever a permission needs is named with it: nothing is given that the row does not say.
  const withNeeds = (permissions: readonly string[]) =>
    listCell(
      permissions
        .reduce<string[]>((held, permission) => graph.tick(held, permission).permissions, [])
        .map((permission) => holdings.get(permission)?.name ?? permission),
    );
  const [some = '', other = some] = Object.values(model.modules)
    .flatMap(({ permissions }) => Object.entries(permissions))
    .flatMap(([permission, { requires = [] }]) => (requires.length > 0 ? permission : []));
  return [withNeeds([some, other]), withNeeds([some])];
}

function placeExamples({ model, visiblePlaces }: PlanningContext): Example[] {
  const type = lowestType(model);
  const parents = Object.fromEntries(
    parentTypes(model)
      .filter((parent) => model.entityTypes[type]?.parents.includes(parent))
      .map((parent): [PlaceField, string] => [
        `parent:${parent}`,
        nameOf(visiblePlaces, parent) ??
          `Name of a ${model.entityTypes[parent]?.label.toLowerCase()}`,
      ]),
  );
  const label = model.entityTypes[type]?.label ?? type;
  return ['1', '2'].map((number) => ({
    code: `EXAMPLE-${number}`,
    name: `${label} ${number}`,
    city: 'Springfield',
    type,
    ...parents,
  }));
}

const nameOf = (places: readonly KnownPlace[], type: string) =>
  places.find((place) => place.type === type)?.name;
