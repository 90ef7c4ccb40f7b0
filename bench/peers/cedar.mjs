// Cedar: policies parsed once and kept (`preparsePolicySet`), one for each set, and with each question only the entities
// that it needs: the person, and the place with what it lies in. They are made once and kept too.
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { moduleOf, permissionNames, restriction } from '../organization/bench-model.ts';
import {
  accessOf,
  loadPlaces,
  modulesOffSomewhere,
  requiredPermissions,
} from '../organization/held-access.ts';

export function preparsed(organization) {
  const load = accessOf(organization);
  const preparsedPolicySetId = 'bench';
  const parsed = preparsePolicySet(preparsedPolicySetId, {
    staticPolicies: policies(organization),
  });
  if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed.errors));
  const number = new Map(organization.sets.map(({ setId }, index) => [setId, `s${index}`]));
  const entities = new Map(
    [...loadPlaces(organization)].map(([id, place]) => [id, placeEntity(place, organization)]),
  );
  const slices = new Map(
    [...entities].map(([id, entity]) => [
      id,
      [entity, ...entity.parents.map((parent) => entities.get(parent.id))],
    ]),
  );
  const actions = new Map(permissionNames.map((id) => [id, { type: 'Action', id }]));
  const kept = new Map();

  function personOf(memberId, now) {
    const known = kept.get(memberId);
    if (known !== undefined && now < known.until) return known.entity;
    const access = load(memberId);
    const attrs = { owner: access.active && access.owner, restricted: access.hides !== null };
    for (const { set, scope } of access.active ? access.grants : []) {
      const attribute = number.get(set);
      attrs[attribute] = [...(attrs[attribute] ?? []), { __entity: { type: 'Place', id: scope } }];
    }
    const entity = { uid: { type: 'Person', id: memberId }, attrs, parents: [] };
    kept.set(memberId, { entity, until: access.until });
    return entity;
  }

  return {
    ask(memberId, permission, place, now) {
      const person = personOf(memberId, now);
      const slice = slices.get(place);
      const answer = statefulIsAuthorized({
        principal: person.uid,
        action: actions.get(permission),
        resource: slice[0].uid,
        context: {},
        preparsedPolicySetId,
        entities: [person, ...slice],
      });
      if (answer.type !== 'success') throw new Error(JSON.stringify(answer.errors));
      return answer.response.decision === 'allow';
    },
  };
}

/** Every place knows all that it lies in, so that one question needs no further ones. */
const placeEntity = ({ id, within, off }) => ({
  uid: { type: 'Place', id },
  attrs: { off },
  parents: within.slice(1).map((parent) => ({ type: 'Place', id: parent })),
});

function policies(organization) {
  const held = (index) => `(principal has s${index} && resource in principal.s${index})`;
  const among = (names) => `action in [${names.map((name) => `Action::"${name}"`).join(', ')}]`;
  const permits = organization.sets.flatMap(({ permissions }, index) => {
    const needy = permissions.filter((name) => {
      const required = requiredPermissions.get(name);
      return required !== undefined && !permissions.includes(required);
    });
    const alone = permissions.filter((name) => !needy.includes(name));
    return [
      `permit(principal, ${among(alone)}, resource) when { ${held(index)} };`,
      ...needy.map((name) => {
        const others = organization.sets.flatMap((other, at) =>
          other.permissions.includes(requiredPermissions.get(name)) ? [held(at)] : [],
        );
        const required = others.length === 0 ? 'false' : `(${others.join(' || ')})`;
        return `permit(principal, ${among([name])}, resource) when { ${held(index)} && ${required} };`;
      }),
    ];
  });
  const forbids = [...modulesOffSomewhere(organization)].map(
    ([module, permissions]) =>
      `forbid(principal, ${among(permissions)}, resource) when { resource.off.contains("${module}") };`,
  );
  const hidden = permissionNames.filter((name) => moduleOf(name) === restriction.hides);
  return [
    'permit(principal, action, resource) when { principal.owner };',
    ...permits,
    ...forbids,
    `forbid(principal, ${among(hidden)}, resource) when { principal.restricted };`,
  ].join('\n');
}
