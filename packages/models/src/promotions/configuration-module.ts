import type { ModuleDefinition } from '@latchkey/engine';
import { basketBuilderModule } from './basket-builder-module.ts';
import { attributesModule, campaignsModule, productsModule } from './catalogue-modules.ts';
import { loyaltyModule } from './loyalty-module.ts';
import { promotionsModule } from './promotions-module.ts';

const everythingElse = [
  basketBuilderModule,
  promotionsModule,
  loyaltyModule,
  productsModule,
  campaignsModule,
  attributesModule,
].flatMap(({ permissions }) => Object.keys(permissions));

export const configurationModule: ModuleDefinition = {
  label: 'Configuration',
  description: 'How a company is set up, and who works in it.',
  permissions: {
    'company.administer': {
      label: 'Company administrator',
      act: 'administer the company',
      description:
        'Set up everything in the company, bring people in and decide what each may do there. Brings all its other permissions, which then cannot be cleared one by one.',
      implies: [
        ...everythingElse,
        'access.member.read',
        'access.member.invite',
        'access.member.change',
        'access.member.remove',
      ],
      risk: 'Decides who works in the company',
    },
  },
};
