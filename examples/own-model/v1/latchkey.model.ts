import { defineAccessModel } from '@latchkey/engine';

export const model = defineAccessModel({
  key: 'library',
  label: 'Library platform',
  entityTypes: {
    region: { label: 'Region', plural: 'Regions', parents: ['organization'] },
    branch: { label: 'Branch', plural: 'Branches', parents: ['region', 'organization'] },
  },
  modules: {
    catalogue: {
      label: 'Catalogue',
      permissions: {
        'catalogue.item.view': {
          label: 'See items',
          description: 'Search the catalogue and open an item.',
        },
        'catalogue.item.edit': {
          label: 'Edit items',
          description: 'Describe items and order new ones.',
          requires: ['catalogue.item.view'],
        },
      },
    },
    loan: {
      label: 'Loans',
      permissions: {
        'loan.view': { label: 'See loans', description: 'See who has borrowed what.' },
        'loan.give': {
          label: 'Give out items',
          description: 'Lend an item to a reader.',
          requires: ['loan.view', 'catalogue.item.view'],
        },
        'loan.fee.waive': {
          label: 'Waive fees',
          description: 'Forgive a fee for a late return.',
          requires: ['loan.view'],
          risk: 'Costs money',
        },
      },
    },
  },
  permissionSets: {
    'front-desk': {
      name: 'Front desk',
      description: 'Lends and takes back.',
      permissions: ['catalogue.item.view', 'loan.view', 'loan.give'],
    },
    librarian: {
      name: 'Librarian',
      description: 'Keeps the catalogue and manages the people of a branch.',
      permissions: [
        'catalogue.item.view',
        'catalogue.item.edit',
        'loan.view',
        'loan.give',
        'loan.fee.waive',
        'access.member.read',
        'access.member.invite',
        'access.member.change',
      ],
      mayGrant: ['front-desk'],
    },
  },
});
