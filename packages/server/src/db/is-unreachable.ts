import { TooSlow } from './within.ts';

const networkCodes = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN|ENOENT)/;
// Connection exceptions, and a server that is going down, coming up or full.
const serverStates = /^(08|57P0|53)/;
// The driver has no codes for these.
const driverMessages = /^(Connection terminated|timeout e|Client has encountered a connection)/;

/** Whether the database could not be asked, as against having answered with an error. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof TooSlow) return true;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return networkCodes.test(code) || serverStates.test(code) || driverMessages.test(error.message);
}
