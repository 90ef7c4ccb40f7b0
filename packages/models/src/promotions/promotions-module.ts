import type { ModuleDefinition } from '@latchkey/engine';
import { rootPermission } from './root-permission.ts';

export const promotionsModule: ModuleDefinition = {
  label: 'Promotions',
  description: 'Offers from draft to till. Writing and publishing are apart.',
  permissions: {
    'promotion.edit': {
      label: 'Promotion editor',
      act: 'edit promotions',
      description: 'Write new promotions and change those that exist.',
      requires: [rootPermission],
      selectedByDefault: true,
    },
    'promotion.publish': {
      label: 'Promotion publisher',
      act: 'publish promotions',
      description: 'Hand promotions over to the tills, shops and other systems that use them.',
      requires: ['promotion.edit', rootPermission],
      risk: 'Reaches customers',
    },
  },
};
