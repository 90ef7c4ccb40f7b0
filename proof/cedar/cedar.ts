import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CedarEntity } from './entities.ts';

interface Call {
  readonly principal: object;
  readonly action: object;
  readonly resource: object;
  readonly context: object;
  readonly entities: readonly CedarEntity[];
}

/** Whether the policies allow what the call asks. */
export type Cedar = (policies: string, call: Call) => boolean;

interface Wasm {
  isAuthorized(call: Call & { readonly policies: { readonly staticPolicies: string } }): Outcome;
}
type Outcome =
  | { readonly type: 'failure'; readonly errors: unknown }
  | {
      readonly type: 'success';
      readonly response: {
        readonly decision: 'allow' | 'deny';
        readonly diagnostics: { readonly errors: readonly unknown[] };
      };
    };

const home = fileURLToPath(new URL('..', import.meta.url));

/** Cedar as its makers publish it, in WebAssembly; installed here at the first use, since nothing else needs it. */
export async function loadCedar(): Promise<Cedar> {
  if (!existsSync(`${home}/node_modules/@cedar-policy/cedar-wasm`)) {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: home, stdio: 'inherit' });
  }
  // Named apart, so that the types of the product do not need it either.
  const name = '@cedar-policy/cedar-wasm/nodejs';
  const wasm: Wasm = await import(name);
  return (policies, call) => {
    const outcome = wasm.isAuthorized({ ...call, policies: { staticPolicies: policies } });
    if (outcome.type === 'failure') {
      throw new Error(`Cedar gives no answer: ${JSON.stringify(outcome.errors)}\n${policies}`);
    }
    const { decision, diagnostics } = outcome.response;
    if (diagnostics.errors.length > 0) {
      throw new Error(`A policy failed: ${JSON.stringify(diagnostics.errors)}\n${policies}`);
    }
    return decision === 'allow';
  };
}
