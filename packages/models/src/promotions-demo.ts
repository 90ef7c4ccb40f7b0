import type { DemoOrganization } from './demo-organization.ts';
import { demoCompanies } from './promotions/demo-companies.ts';
import { demoPeople } from './promotions/demo-people.ts';
import { promotionsModel } from './promotions.ts';

/** The demo organization of the `promotions` model: a group of five invented companies. */
export function promotionsDemo(): DemoOrganization {
  const entities = demoCompanies();
  const defaults = Object.values(promotionsModel.modules).flatMap(({ permissions }) =>
    Object.entries(permissions).flatMap(([name, { selectedByDefault }]) =>
      selectedByDefault ? [name] : [],
    ),
  );
  return {
    name: 'Meridian Retail Group',
    modelKey: promotionsModel.key,
    entities,
    permissionSets: [],
    people: demoPeople(entities, defaults),
  };
}
