import { type AccessModel, defineAccessModel } from '@latchkey/engine';
import { basketBuilderModule } from './promotions/basket-builder-module.ts';
import {
  attributesModule,
  campaignsModule,
  productsModule,
} from './promotions/catalogue-modules.ts';
import { configurationModule } from './promotions/configuration-module.ts';
import { loyaltyModule } from './promotions/loyalty-module.ts';
import { promotionsModule } from './promotions/promotions-module.ts';

const inCompany = { company: 'company' };

/** A promotions engine: an organization with its companies, and single permissions for each person at each company. */
export const promotionsModel: AccessModel = defineAccessModel({
  key: 'promotions',
  label: 'Promotions engine',
  entityTypes: {
    company: { label: 'Company', plural: 'Companies', parents: ['organization'] },
  },
  modules: {
    'basket-builder': basketBuilderModule,
    configuration: configurationModule,
    promotions: promotionsModule,
    loyalty: loyaltyModule,
    products: productsModule,
    campaigns: campaignsModule,
    attributes: attributesModule,
  },
  permissionSets: {},
  resources: {
    promotion: inCompany,
    product: inCompany,
    campaign: inCompany,
    basket: inCompany,
    scheme: inCompany,
    account: inCompany,
    contact: inCompany,
  },
  assignment: 'direct',
  startingAccess: ['default', 'none', 'copy', 'owner'],
  membersMayHoldNothing: true,
  words: {
    people: 'Organisation users',
    person: 'User',
    owner: 'Organisation administrator',
    member: 'User',
    addPeople: 'Add users',
  },
  pages: {
    people: ['Organisation dashboard'],
    places: ['Organisation dashboard'],
  },
  peopleColumns: ['name', 'address', 'role', 'places', 'status', 'lastActive', 'ends'],
});
