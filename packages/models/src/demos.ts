import { conversationsDemo } from './conversations-demo.ts';
import type { DemoOrganization } from './demo-organization.ts';
import { engagementDemo } from './engagement-demo.ts';
import { loyaltyDemo } from './loyalty-demo.ts';
import { promotionsDemo } from './promotions-demo.ts';

/** An invented organization for each ready-made access model, in the order in which they are shown. */
export const demos = (): readonly DemoOrganization[] => [
  loyaltyDemo(),
  engagementDemo(),
  conversationsDemo(),
  promotionsDemo(),
];
