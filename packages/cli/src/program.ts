import { Command } from 'commander';
import { CommandFailure } from './command-failure.ts';
import { addBackup } from './commands/backup.ts';
import { addLogVerify } from './commands/log-verify.ts';
import { addMigrate } from './commands/migrate.ts';
import { addModel } from './commands/model.ts';
import { addOperatorCommands } from './commands/operator.ts';
import { addOrganizationCreate } from './commands/organization-create.ts';
import { addPlatformKeyCommands } from './commands/platform-key.ts';
import { addRestore } from './commands/restore.ts';
import { addServe } from './commands/serve.ts';
import { exitCodes } from './exit-codes.ts';

/** The command line, whole. */
export function createProgram(version: string): Command {
  const program = new Command('latchkey')
    .description('User and access management for multi-tenant business platforms')
    .version(version)
    .helpCommand(false)
    .showHelpAfterError('Run it with --help to see what there is.')
    .exitOverride();
  addServe(program);
  addMigrate(program);
  addOrganizationCreate(program.command('organization').description('Organizations'));
  addOperatorCommands(program.command('operator').description('People who run the platform'));
  addPlatformKeyCommands(
    program.command('platform-key').description('Keys for modules that serve every organization'),
  );
  addModel(program);
  addBackup(program);
  addRestore(program);
  addLogVerify(program.command('log').description('The change log'));
  addHelp(program);
  for (const command of everyCommand(program)) command.exitOverride();
  return program;
}

function addHelp(program: Command): void {
  program
    .command('help')
    .argument('[topic]', 'a command, or `exit-codes`')
    .description('Explain a command or the exit codes')
    .action((topic?: string) => {
      if (topic === undefined) return console.log(program.helpInformation());
      if (topic === 'exit-codes') return console.log(exitCodeTable());
      const command = program.commands.find((candidate) => candidate.name() === topic);
      if (!command) throw new CommandFailure('usage', `There is no help on \`${topic}\`.`);
      return command.outputHelp();
    });
}

function exitCodeTable(): string {
  return Object.values(exitCodes)
    .map(({ code, meaning }) => `${String(code).padStart(4)}  ${meaning}`)
    .join('\n');
}

const everyCommand = (command: Command): Command[] => [
  command,
  ...command.commands.flatMap(everyCommand),
];
