export { conversationsModel } from './conversations.ts';
export { conversationsDemo } from './conversations-demo.ts';
export type {
  DemoEntity,
  DemoGrant,
  DemoOrganization,
  DemoPermissionSet,
  DemoPerson,
  DemoPlace,
} from './demo-organization.ts';
export { demos } from './demos.ts';
export { engagementModel } from './engagement.ts';
export { engagementDemo } from './engagement-demo.ts';
export { type GeneratedCompany, generatedCompany } from './generated-company.ts';
export { loyaltyModel } from './loyalty.ts';
export { loyaltyDemo } from './loyalty-demo.ts';
export { models } from './models.ts';
export { promotionsModel } from './promotions.ts';
export { promotionsDemo } from './promotions-demo.ts';
