import type { AccessModel } from '@latchkey/engine';
import {
  applyModelMove,
  type ModelMove,
  MoveDiffers,
  planHash,
  type Services,
} from '@latchkey/server';
import { CommandFailure } from '../command-failure.ts';
import { requireModel } from '../model-file/require-model.ts';
import { inInstallation } from '../open-installation.ts';
import { type PlanOptions, plan, planMoves, printMoves } from './plan-model.ts';

export interface ApplyOptions extends PlanOptions {
  readonly planHash?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

export async function apply(file: string, options: ApplyOptions): Promise<void> {
  if (options.dryRun) return plan(file, options);
  if (!options.all && options.organization === undefined) {
    throw new CommandFailure('usage', 'Say which organizations: --organization org_… or --all.');
  }
  if (options.planHash === undefined && !options.yes) {
    throw new CommandFailure(
      'usage',
      'Say what was reviewed with --plan-hash, as `latchkey model plan` prints it, or --yes.',
    );
  }
  const model = await requireModel(file);
  await inInstallation(async (services) => {
    const moves = await planMoves(services, model, options);
    printMoves(moves, options);
    refuseUnreviewed(moves, options);
    await applyAll(services, model, moves);
  });
}

/** Nothing at all is done unless everything can be, and is what was reviewed. */
function refuseUnreviewed(moves: readonly ModelMove[], options: ApplyOptions): void {
  if (options.planHash !== undefined && options.planHash !== planHash(moves)) {
    throw new CommandFailure(
      'conflict',
      `The plan is another one now: ${planHash(moves)}, not ${options.planHash}. Nothing has been changed. Read it again.`,
    );
  }
  const refused = moves.filter(({ problems }) => problems.length > 0);
  if (refused.length === 0) return;
  const names = refused.map(({ organizationName }) => organizationName).join(', ');
  throw new CommandFailure(
    'refused',
    `Nothing has been changed: something stands in the way at ${names}. Name the others with --organization to move them alone.`,
  );
}

async function applyAll(
  services: Services,
  model: AccessModel,
  moves: readonly ModelMove[],
): Promise<void> {
  const failures: string[] = [];
  let done = 0;
  let differs = false;
  for (const move of moves) {
    if (move.isThereAlready) continue;
    try {
      const { revision } = await applyModelMove(services, move, model);
      console.error(`${move.organizationName} has moved: change ${revision}.`);
      done += 1;
    } catch (error) {
      differs ||= error instanceof MoveDiffers;
      failures.push(
        `${move.organizationName} has not moved: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  if (failures.length === 0) return;
  const exit = done > 0 ? 'partly' : differs ? 'conflict' : 'failed';
  throw new CommandFailure(exit, failures.join('\n'));
}
