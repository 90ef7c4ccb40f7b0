/** What a command's exit code says; the table that `latchkey help exit-codes` prints. */
export const exitCodes = {
  ok: { code: 0, meaning: 'Done.' },
  failed: { code: 1, meaning: 'It failed; standard error says why.' },
  usage: { code: 2, meaning: 'The command, its options or the settings are not usable.' },
  partly: { code: 3, meaning: 'Part of it is done; standard error says which part is not.' },
  notFound: { code: 5, meaning: 'There is no such thing.' },
  conflict: {
    code: 6,
    meaning:
      'Something else is in the way: data in use, a database not empty, a plan that has changed since.',
  },
  refused: { code: 7, meaning: 'A rule refuses it; standard error says which.' },
  interrupted: { code: 130, meaning: 'Ended by Ctrl-C.' },
} as const;

export type ExitCode = keyof typeof exitCodes;
