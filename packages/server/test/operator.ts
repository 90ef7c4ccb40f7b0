import { addOperator } from '../src/features/operators/add-operator.ts';
import type { TestServer } from './start-test-server.ts';
import { newVisitor, type Visitor } from './visitor.ts';

let made = 0;

export interface TestOperator extends Visitor {
  readonly address: string;
  readonly userId: `usr_${string}`;
}

const password = 'seven quiet lanterns';

/** Made at the command line, the password set by its link, signed in like everybody else. */
export async function signInOperator(server: TestServer): Promise<TestOperator> {
  const address = `operator${++made}@platform.example`;
  const { link, userId } = await addOperator(server.services, { address, name: `Asha ${made}` });
  const browser = newVisitor(server);
  const token = link?.split('#')[1];
  const set = await browser.request('POST', '/v1/password/reset', { token, password });
  if (set.status !== 204) throw new Error(`The password was not set: ${set.status}.`);
  const answer = await browser.request('POST', '/v1/sign-in', { address, password });
  if (!answer.body.operator) throw new Error('The operator is not signed in.');
  return { ...browser, address, userId };
}
