import type { ModuleDefinition } from '@latchkey/engine';
import { rootPermission } from './root-permission.ts';

export const basketBuilderModule: ModuleDefinition = {
  label: 'Basket builder',
  description: 'Baskets made up to see which promotions they would meet.',
  permissions: {
    [rootPermission]: {
      label: 'Registered user',
      act: 'try baskets',
      description:
        'Come into the company and try baskets in the basket builder. All else in the company rests on it.',
      selectedByDefault: true,
    },
  },
};
