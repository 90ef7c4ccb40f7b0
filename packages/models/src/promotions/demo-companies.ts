import type { DemoEntity } from '../demo-organization.ts';

/** Loyalty is bought by three of them. */
const companies: readonly (readonly [
  code: string,
  name: string,
  city: string,
  loyalty: boolean,
])[] = [
  ['HARVEST', 'Harvest Lane Grocers', 'Dunhaven', true],
  ['LUMEN', 'Lumen Pharmacies', 'Alderwick', true],
  ['NORTHFIELD', 'Northfield Garden and Home', 'Thornmere', false],
  ['PEPPER', 'Pepper & Vine Restaurants', 'Quarryford', true],
  ['TRADE', 'Whitlock, Sons and Daughters Trade Supplies and Wholesale', 'Glenbridge', false],
];

export const demoCompanies = (): DemoEntity[] =>
  companies.map(([code, name, city, loyalty]) => ({
    type: 'company',
    code,
    name,
    city,
    parents: [],
    modulesOff: loyalty ? [] : ['loyalty'],
  }));
