import type { AccessModel } from '@latchkey/engine';
import { loyaltyModel } from './loyalty.ts';

/** The ready-made access models, by key. */
export const models: ReadonlyMap<string, AccessModel> = new Map([[loyaltyModel.key, loyaltyModel]]);
