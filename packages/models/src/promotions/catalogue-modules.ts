import type { ModuleDefinition } from '@latchkey/engine';
import { rootPermission } from './root-permission.ts';

export const productsModule: ModuleDefinition = {
  label: 'Products',
  description: 'What promotions apply to.',
  permissions: {
    'product.edit': {
      label: 'Product editor',
      act: 'edit products',
      description: 'Enter products and keep them right.',
      requires: [rootPermission],
      selectedByDefault: true,
    },
  },
};

export const campaignsModule: ModuleDefinition = {
  label: 'Campaigns and coupons',
  description: 'What promotions are bundled in and redeemed with.',
  permissions: {
    'campaign.edit': {
      label: 'Campaign and coupon editor',
      act: 'edit campaigns and coupons',
      description: 'Prepare campaigns and coupons with the reporting codes that belong to them.',
      requires: [rootPermission],
      selectedByDefault: true,
    },
  },
};

export const attributesModule: ModuleDefinition = {
  label: 'Attributes',
  description: 'The fields that products, customers and baskets are described with.',
  permissions: {
    'attribute.edit': {
      label: 'Attribute editor',
      act: 'edit attributes',
      description: 'Define attributes of every kind, and change them.',
      requires: [rootPermission],
      selectedByDefault: true,
    },
  },
};
