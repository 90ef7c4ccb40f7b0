import type { Command } from 'commander';
import type { NewOperatorOptions } from '../run/operators.ts';

export function addOperatorCommands(operator: Command): void {
  operator
    .command('add')
    .description('Make somebody an operator of this installation')
    .requiredOption('--address <address>', 'mail address of the person')
    .option('--name <name>', 'what the person is called')
    .option('--new-link', 'print a link to set a new password although there is one')
    .addHelpText(
      'after',
      `
Example:
  $ latchkey operator add --address asha@platform.example --name "Asha Operator"

A link to set the password is printed for a new account: hand it to that person alone.
An operator signs in on the ordinary page and sees every organization.`,
    )
    .action(async (options: NewOperatorOptions) =>
      (await import('../run/operators.ts')).add(options),
    );
  operator
    .command('list')
    .description('Everybody who is an operator')
    .action(async () => (await import('../run/operators.ts')).list());
  operator
    .command('remove')
    .description('Take everything above the organizations away from somebody, at once')
    .requiredOption('--address <address>', 'mail address of the person')
    .action(async (options: { address: string }) =>
      (await import('../run/operators.ts')).remove(options),
    );
}
