import type { Command } from 'commander';
import type { ApplyOptions } from '../run/apply-model.ts';
import type { CheckOptions } from '../run/check-model.ts';
import type { TypesOptions } from '../run/model-types.ts';
import type { PlanOptions } from '../run/plan-model.ts';

/** The access model of one's own: is it sound, what would it do, do it. */
export function addModel(program: Command): void {
  const model = program.command('model').description('Access models in files');
  addCheck(model);
  addPlan(model);
  addApply(model);
  addTypes(model);
}

const file = ['<file>', 'a model in TypeScript, JavaScript or JSON'] as const;
const organization = [
  '--organization <id>',
  'this organization only; can be given several times',
  (id: string, others: readonly string[] = []) => [...others, id],
] as const;

function addCheck(model: Command): void {
  model
    .command('check')
    .argument(...file)
    .description('Say everything that is wrong in a model, or what is in it')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExample:\n  $ latchkey model check latchkey.model.ts')
    .action(async (path: string, options: CheckOptions) =>
      (await import('../run/check-model.ts')).check(path, options),
    );
}

function addPlan(model: Command): void {
  model
    .command('plan')
    .argument(...file)
    .description('Say what moving organizations to this version would do, and change nothing')
    .option(...organization)
    .option('--all', 'every organization of the model (without options, too)')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      `
Examples:
  $ latchkey model plan latchkey.model.ts
  $ latchkey model plan latchkey.model.ts --organization org_…`,
    )
    .action(async (path: string, options: PlanOptions) =>
      (await import('../run/plan-model.ts')).plan(path, options),
    );
}

function addApply(model: Command): void {
  model
    .command('apply')
    .argument(...file)
    .description('Move organizations to this version of the model; it cannot be undone')
    .option(...organization)
    .option('--all', 'every organization of the model')
    .option('--plan-hash <hash>', 'only if it does what the plan of this hash said')
    .option('--yes', 'whatever the plan says now')
    .option('-n, --dry-run', 'the plan alone')
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      `
Examples:
  $ latchkey model apply latchkey.model.ts --all --plan-hash 1f0c…
  $ latchkey model apply latchkey.model.ts --organization org_… --yes

What was reviewed is what is applied: with --plan-hash, a plan that has changed since is
refused (exit code 6) and nothing is done.`,
    )
    .action(async (path: string, options: ApplyOptions) =>
      (await import('../run/apply-model.ts')).apply(path, options),
    );
}

function addTypes(model: Command): void {
  model
    .command('types')
    .argument('[file]', file[1])
    .description('Write the words of a model as TypeScript, so that a typo does not compile')
    .option('--url <url>', 'the model of a running server; its key is in LATCHKEY_API_KEY')
    .option('--out <file>', 'where to; standard output unless given')
    .option('--check', 'write nothing, and fail if the file does not fit the model')
    .addHelpText(
      'after',
      `
Examples:
  $ latchkey model types latchkey.model.ts --out src/library-keys.ts
  $ latchkey model types latchkey.model.ts --out src/library-keys.ts --check`,
    )
    .action(async (path: string | undefined, options: TypesOptions) =>
      (await import('../run/model-types.ts')).types(path, options),
    );
}
