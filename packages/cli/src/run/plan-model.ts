import type { AccessModel } from '@latchkey/engine';
import {
  type ListedOrganization,
  listOrganizations,
  type ModelMove,
  planHash,
  planModelMove,
  type Services,
} from '@latchkey/server';
import { CommandFailure } from '../command-failure.ts';
import { moveInWords } from '../model-file/move-in-words.ts';
import { requireModel } from '../model-file/require-model.ts';
import { inInstallation } from '../open-installation.ts';

export interface PlanOptions {
  readonly organization?: readonly string[];
  readonly all?: boolean;
  readonly json?: boolean;
}

export async function plan(file: string, options: PlanOptions): Promise<void> {
  const model = await requireModel(file);
  await inInstallation(async (services) => {
    const moves = await planMoves(services, model, options);
    printMoves(moves, options);
    if (!options.json && moves.some(canMove)) {
      const chosen = (options.organization ?? []).map((id) => ` --organization ${id}`).join('');
      console.error(
        `\nNothing has been changed. To do it:\n  latchkey model apply ${file}${chosen || ' --all'} --plan-hash ${planHash(moves)}`,
      );
    }
  });
}

/** The plan of every chosen organization: those named, or all that live by a version of the model. */
export async function planMoves(
  services: Services,
  model: AccessModel,
  options: PlanOptions,
): Promise<readonly ModelMove[]> {
  const moves: ModelMove[] = [];
  for (const organization of await chosenOrganizations(services, model, options)) {
    moves.push(await planModelMove(services, organization, model));
  }
  return moves;
}

async function chosenOrganizations(
  { db }: Services,
  { key }: AccessModel,
  { organization: named, all = false }: PlanOptions,
): Promise<readonly ListedOrganization[]> {
  const known = await listOrganizations(db);
  if (named === undefined) return known.filter(({ modelKey }) => modelKey === key);
  if (all) throw new CommandFailure('usage', 'Choose either --all or --organization.');
  return [...new Set(named)].map((id) => {
    const found = known.find(({ organizationId }) => organizationId === id);
    if (!found) throw new CommandFailure('notFound', `There is no organization \`${id}\`.`);
    if (found.modelKey === key) return found;
    throw new CommandFailure(
      'refused',
      `${found.name} lives by the model \`${found.modelKey}\`, and the file holds \`${key}\`. An organization moves between versions of one model.`,
    );
  });
}

export function printMoves(moves: readonly ModelMove[], { json = false }: PlanOptions): void {
  if (json) {
    console.log(JSON.stringify({ planHash: planHash(moves), organizations: moves }, null, 2));
    return;
  }
  if (moves.length === 0) console.log('No organization lives by this model.');
  console.log(moves.map(moveInWords).join('\n\n'));
  if (moves.some(canMove)) console.log(`\nPlan ${planHash(moves)}`);
}

const canMove = ({ isThereAlready, problems }: ModelMove) =>
  !isThereAlready && problems.length === 0;
