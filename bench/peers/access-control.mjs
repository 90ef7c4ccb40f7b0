// accesscontrol knows roles, resources and actions, and no places: sets are its roles, modules its resources. Which
// roles reach the place, and everything else, is a few lines of the platform's own, written to be quick.
import { AccessControl } from 'accesscontrol';
import { moduleOf, permissionNames } from '../organization/bench-model.ts';
import { accessOf, loadPlaces, requiredPermissions } from '../organization/held-access.ts';

export function roles(organization) {
  const load = accessOf(organization);
  const places = loadPlaces(organization);
  const parts = new Map(
    permissionNames.map((name) => [name, { module: moduleOf(name), act: name.split('.')[1] }]),
  );
  const control = new AccessControl();
  for (const { setId, permissions } of organization.sets) {
    const role = control.grant(setId);
    for (const name of permissions) role.action(parts.get(name).act, parts.get(name).module);
  }
  control.lock();
  const people = new Map();
  for (let index = 0; index < organization.shape.members; index++) {
    const access = load(organization.memberAt(index).memberId);
    people.set(access.memberId, access);
  }

  const holds = (access, permission, { within, off }) => {
    const { act, module } = parts.get(permission);
    if (off.includes(module)) return false;
    if (access.owner) return true;
    if (module === access.hides) return false;
    const reaching = [];
    for (const { set, scope } of access.grants) {
      if (within.includes(scope)) reaching.push(set);
    }
    return reaching.length > 0 && control.can(reaching).action(act, module).granted;
  };
  return {
    ask(memberId, permission, placeId) {
      const access = people.get(memberId);
      if (!access.active) return false;
      const place = places.get(placeId);
      const required = requiredPermissions.get(permission);
      return (
        holds(access, permission, place) &&
        (required === undefined || holds(access, required, place))
      );
    },
  };
}
