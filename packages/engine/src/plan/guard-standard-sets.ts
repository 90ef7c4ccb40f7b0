import { effectsOn, type Guard } from './act.ts';
import { refusal } from './derivation.ts';

/** Standard sets come from the model and change with it only. */
export const guardStandardSets: Guard = (act) => {
  if (act.operationTypes.has('model.apply')) return [];
  return effectsOn(act, 'permissionSet')
    .filter(({ before, after }) => before?.kind === 'standard' || after?.kind === 'standard')
    .map(({ id }) => refusal('standard_set_read_only', id));
};
