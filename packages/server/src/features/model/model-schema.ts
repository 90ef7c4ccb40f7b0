import { type AccessModelDefinition, maskWays } from '@latchkey/engine';
import { z } from 'zod';
import { nearestName } from '../../words/nearest-name.ts';

const text = z.string();
const texts = z.array(text);
const recordOf = <Value extends z.ZodType>(value: Value) => z.record(text, value);

/** An object with these fields and no other; a field that is not known is told with the nearest that is. */
function fields<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownField(key, known)).join(' ')
        : undefined,
  });
}

function unknownField(key: string, known: readonly string[]): string {
  const nearest = nearestName(key, known);
  return nearest === null
    ? `\`${key}\` is no field here. The fields are ${known.map((name) => `\`${name}\``).join(', ')}.`
    : `\`${key}\` is no field here. Did you mean \`${nearest}\`?`;
}

const masks = recordOf(recordOf(z.enum(maskWays)));

const permission = fields({
  label: text,
  act: text.exactOptional(),
  description: text,
  requires: texts.exactOptional(),
  implies: texts.exactOptional(),
  excludes: texts.exactOptional(),
  selectedByDefault: z.boolean().exactOptional(),
  opens: masks.exactOptional(),
  risk: text.exactOptional(),
});

const module = fields({
  label: text,
  description: text.exactOptional(),
  permissions: recordOf(permission),
  switchable: fields({ startsOffAt: texts.exactOptional() }).exactOptional(),
});

const entityType = fields({
  label: text,
  plural: text,
  parents: texts,
  optional: fields({ startsOff: z.boolean() }).exactOptional(),
});

const permissionSet = fields({
  kind: z.enum(['standard', 'starter']).exactOptional(),
  name: text,
  description: text,
  permissions: texts,
  mayGrant: z
    .union([texts, z.literal('*')], { error: 'It has to be a list of keys of sets, or `*`.' })
    .exactOptional(),
  restrictions: texts.exactOptional(),
});

const restriction = fields({
  label: text,
  description: text,
  masks: masks.exactOptional(),
  hidesModules: texts.exactOptional(),
});

const action = fields({
  permission: text.exactOptional(),
  variants: recordOf(recordOf(text)).exactOptional(),
});

const words = fields({
  people: text.exactOptional(),
  person: text.exactOptional(),
  invitations: text.exactOptional(),
  permissionSets: text.exactOptional(),
  permissionSet: text.exactOptional(),
  owner: text.exactOptional(),
  member: text.exactOptional(),
  signIn: text.exactOptional(),
  addPeople: text.exactOptional(),
});

const pages = fields({
  people: texts.exactOptional(),
  permissionSets: texts.exactOptional(),
  places: texts.exactOptional(),
});

/** A definition as somebody has written it down: its fields and their kinds; whether it makes sense is asked later. */
export const modelSchema = fields({
  key: text,
  label: text,
  entityTypes: recordOf(entityType),
  modules: recordOf(module),
  permissionSets: recordOf(permissionSet),
  resources: recordOf(recordOf(text)).exactOptional(),
  subjects: recordOf(recordOf(text)).exactOptional(),
  actions: recordOf(action).exactOptional(),
  assignment: z.enum(['sets', 'one_set', 'direct']).exactOptional(),
  startingAccess: z.array(z.enum(['default', 'none', 'copy', 'owner'])).exactOptional(),
  membersMayHoldNothing: z.boolean().exactOptional(),
  restrictions: recordOf(restriction).exactOptional(),
  words: words.exactOptional(),
  pages: pages.exactOptional(),
  renamed: recordOf(texts).exactOptional(),
  peopleColumns: z
    .array(
      z.enum([
        'name',
        'address',
        'phone',
        'role',
        'sets',
        'places',
        'status',
        'signIn',
        'lastActive',
        'ends',
      ]),
    )
    .exactOptional(),
  invitationColumns: z
    .array(
      z.enum([
        'name',
        'address',
        'sets',
        'places',
        'status',
        'delivery',
        'created',
        'responded',
        'sender',
      ]),
    )
    .exactOptional(),
}) satisfies z.ZodType<AccessModelDefinition>;
