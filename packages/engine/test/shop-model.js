import { defineAccessModel } from '../src/define-access-model.js';
/** A small model with every kind of edge, for tests. */
export const shopModel = defineAccessModel({
  key: 'shop',
  label: 'Shop',
  entityTypes: {
    concept: { label: 'Concept', plural: 'Concepts', parents: ['organization'] },
    zone: { label: 'Zone', plural: 'Zones', parents: ['organization'] },
    area: { label: 'Area', plural: 'Areas', parents: ['zone'] },
    store: { label: 'Store', plural: 'Stores', parents: ['concept', 'zone', 'area'] },
  },
  modules: {
    campaign: {
      label: 'Campaigns',
      permissions: {
        'campaign.view': { label: 'See campaigns', description: '' },
        'campaign.edit': { label: 'Edit campaigns', description: '', requires: ['campaign.view'] },
        'campaign.publish': {
          label: 'Publish campaigns',
          description: '',
          requires: ['campaign.edit'],
        },
        'campaign.restock': {
          label: 'Restock by campaign',
          description: '',
          requires: ['stock.count'],
        },
        'campaign.run': {
          label: 'Run campaigns',
          description: '',
          implies: ['campaign.view', 'campaign.edit', 'campaign.publish'],
        },
      },
    },
    money: {
      label: 'Money',
      permissions: {
        'money.ask': { label: 'Ask for money', description: '', excludes: ['money.approve'] },
        'money.approve': {
          label: 'Approve money',
          description: '',
          opens: { customer: { email: 'absent', card: 'redacted' } },
        },
      },
    },
    stock: {
      label: 'Stock',
      switchable: {},
      permissions: {
        'stock.count': { label: 'Count stock', description: '' },
        'stock.order': { label: 'Order stock', description: '', requires: ['stock.count'] },
      },
    },
  },
  resources: { customer: { store: 'store' } },
  restrictions: {
    'hide-number': {
      label: 'Hide the number',
      description: '',
      masks: { customer: { phone: 'country_code', email: 'redacted' } },
      hidesModules: ['campaign'],
    },
    'hide-notes': {
      label: 'Hide the notes',
      description: '',
      masks: { customer: { notes: 'absent' } },
    },
  },
  permissionSets: {
    viewer: { name: 'Viewer', description: '', permissions: ['campaign.view'] },
    editor: { name: 'Editor', description: '', permissions: ['campaign.edit', 'campaign.view'] },
    runner: { name: 'Runner', description: '', permissions: ['campaign.run'] },
    asker: { name: 'Asker', description: '', permissions: ['money.ask'] },
    approver: { name: 'Approver', description: '', permissions: ['money.approve'] },
    manager: {
      name: 'Manager',
      description: '',
      permissions: [
        'campaign.edit',
        'campaign.view',
        'access.member.read',
        'access.member.invite',
        'access.member.change',
        'access.member.remove',
        'access.place.manage',
      ],
      mayGrant: ['viewer', 'editor', 'runner'],
    },
    steward: {
      name: 'Steward',
      description: '',
      permissions: [
        'campaign.edit',
        'campaign.view',
        'access.member.read',
        'access.member.invite',
        'access.member.change',
        'access.member.remove',
        'access.set.manage',
        'access.place.manage',
        'access.key.manage',
      ],
      mayGrant: '*',
    },
  },
});
//# sourceMappingURL=shop-model.js.map
