import type { AccessModel } from '@latchkey/engine';
import { conversationsModel } from './conversations.ts';
import { engagementModel } from './engagement.ts';
import { loyaltyModel } from './loyalty.ts';
import { promotionsModel } from './promotions.ts';

/** The ready-made access models, by key. */
export const models: ReadonlyMap<string, AccessModel> = new Map(
  [loyaltyModel, engagementModel, conversationsModel, promotionsModel].map((model) => [
    model.key,
    model,
  ]),
);
