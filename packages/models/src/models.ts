import type { AccessModel } from '@latchkey/engine';
import { conversationsModel } from './conversations.ts';
import { loyaltyModel } from './loyalty.ts';
import { promotionsModel } from './promotions.ts';

/** The ready-made access models, by key. */
export const models: ReadonlyMap<string, AccessModel> = new Map(
  [loyaltyModel, conversationsModel, promotionsModel].map((model) => [model.key, model]),
);
