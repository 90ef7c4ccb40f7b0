import { defineAccessModel } from '@latchkey/engine';

export const model = defineAccessModel({
  key: 'library',
  label: 'Library platform',
  renamed: {
    'loan.give': ['loan.check-out'],
    'catalogue.item.edit': ['catalogue.item.describe', 'catalogue.item.order'],
  },
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
        'catalogue.item.describe': {
          label: 'Describe items',
          description: 'Edit what the catalogue says about an item.',
          requires: ['catalogue.item.view'],
        },
        'catalogue.item.order': {
          label: 'Order items',
          description: 'Order new items from publishers.',
          requires: ['catalogue.item.view'],
          risk: 'Costs money',
        },
      },
    },
    loan: {
      label: 'Loans',
      permissions: {
        'loan.view': { label: 'See loans', description: 'See who has borrowed what.' },
        'loan.check-out': {
          label: 'Check out items',
          description: 'Lend an item to a reader.',
          requires: ['loan.view', 'catalogue.item.view'],
        },
      },
    },
    reservation: {
      label: 'Reservations',
      switchable: { startsOffAt: ['branch'] },
      permissions: {
        'reservation.view': {
          label: 'See reservations',
          description: 'See what readers wait for.',
          requires: ['catalogue.item.view'],
        },
      },
    },
  },
  permissionSets: {
    'front-desk': {
      name: 'Front desk',
      description: 'Lends and takes back.',
      permissions: ['catalogue.item.view', 'loan.view', 'loan.check-out', 'reservation.view'],
    },
    librarian: {
      name: 'Librarian',
      description: 'Keeps the catalogue and manages the people of a branch.',
      permissions: [
        'catalogue.item.view',
        'catalogue.item.describe',
        'catalogue.item.order',
        'loan.view',
        'loan.check-out',
        'reservation.view',
        'access.member.read',
        'access.member.invite',
        'access.member.change',
      ],
      mayGrant: ['front-desk'],
    },
  },
});
