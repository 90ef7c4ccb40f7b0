import type { PlanView, PlatformKeyCreate } from '@latchkey/contract';
import type { KeyId } from '@latchkey/engine';
import { ProblemError } from '../../http/problem.ts';
import type { Services } from '../../services.ts';
import { planOfNothing } from '../../words/plan-of-nothing.ts';
import { requireEndAhead } from './create-platform-key.ts';
import { listPlatformKeys } from './list-platform-keys.ts';

/** That a key gives no person anything; no secret is made. */
export function previewPlatformKey(wanted: PlatformKeyCreate): PlanView {
  requireEndAhead(wanted);
  return planOfNothing({
    applies: true,
    sentence: [
      { text: 'A key that asks about every organization: ', tone: 'plain' },
      { text: wanted.name, tone: 'strong' },
      { text: '.', tone: 'plain' },
    ],
  });
}

/** That no person loses anything by the end of a key. */
export async function previewPlatformKeyEnd({ db }: Services, keyId: KeyId): Promise<PlanView> {
  const key = (await listPlatformKeys(db)).find(({ id }) => id === keyId);
  if (!key || key.revokedAt !== null) throw new ProblemError('unknown_platform_key');
  return planOfNothing({
    applies: true,
    sentence: [
      { text: 'End the key ', tone: 'plain' },
      { text: key.name, tone: 'not' },
      { text: '.', tone: 'plain' },
    ],
    remarks: ['Modules that ask with this key are refused at once. It cannot be undone.'],
  });
}
