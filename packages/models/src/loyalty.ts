import type { AccessModel } from '@latchkey/engine';

export declare const loyaltyModel: AccessModel;
