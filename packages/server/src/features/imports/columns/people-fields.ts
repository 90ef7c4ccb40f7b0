import type { ImportMode } from '@latchkey/contract';
import { canonicalAddress } from '../../../sign-in/canonical-address.ts';
import type { AccessKind } from '../../../words/access-kind.ts';
import { readInstant } from '../values/read-instant.ts';
import { readPhone } from '../values/read-phone.ts';
import { readRole } from '../values/read-role.ts';
import { readSignInMethod } from '../values/read-sign-in-method.ts';
import { splitList } from '../values/split-list.ts';
import { type FieldSpec, mostly } from './field-spec.ts';

export const peopleFieldKeys = [
  'email',
  'name',
  'phone',
  'type',
  'permissionSets',
  'permissions',
  'places',
  'signInMethod',
  'accessEnds',
  'mode',
  'etag',
] as const;
export type PeopleField = (typeof peopleFieldKeys)[number];

/** What tells a column of sets or places from any other text. */
export interface KnownNames {
  readonly access: AccessKind;
  readonly isHolding: (name: string) => boolean;
  readonly isPlace: (name: string) => boolean;
  readonly now: number;
  /** What the file does to those who are here already. */
  readonly mode: ImportMode;
}

/** Headers that mean the type of a person, unless people have roles that are permission sets. */
const roleHeaders = ['role', 'user role', 'rolle', 'rôle', 'rol'];
const roleMeansHolding = ({ assignment, one }: AccessKind) =>
  assignment === 'one_set' || one.includes('role');

function holdingHelp({ assignment, one, many, mayHoldNothing }: AccessKind): string {
  if (assignment === 'one_set') return `The name of the ${one} that the person has.`;
  const least = mayHoldNothing ? 'Empty: none.' : 'A member needs at least one.';
  return `One or several names of ${many}, separated by semicolons. ${least}`;
}

/** The fields of a file of people, in the order of the sample file. */
export function peopleFields(known: KnownNames): readonly (FieldSpec & { key: PeopleField })[] {
  return [
    {
      key: 'email',
      label: 'E-mail',
      mandatory: true,
      help: 'The address that the invitation goes to.',
      aliases: [
        'mail',
        'e-mail address',
        'email address',
        'mail address',
        'address',
        'e-mail-adresse',
        'mailadresse',
        'work email',
        'business email',
        'login',
        'user name',
        'username',
        'correo',
        'correo electrónico',
        'courriel',
        'adresse e-mail',
        'adresse mail',
      ],
      looksLike: (values) =>
        mostly(values, (value) => value.includes('@') && canonicalAddress(value) !== null),
    },
    {
      key: 'name',
      label: 'Name',
      mandatory: false,
      help: 'First and last name. Empty: the person enters it when joining.',
      aliases: [
        'full name',
        'display name',
        'person',
        'vollständiger name',
        'nombre',
        'nom',
        'nom complet',
      ],
    },
    {
      key: 'phone',
      label: 'Phone',
      mandatory: false,
      help: 'With the country code, such as +49 30 123456. A number that looks wrong is kept as typed, with a warning. “-” clears it.',
      aliases: [
        'phone number',
        'telephone',
        'telephone number',
        'tel',
        'mobile',
        'mobile number',
        'mobile phone',
        'cell',
        'cell phone',
        'contact number',
        'telefon',
        'telefonnummer',
        'handy',
        'téléphone',
        'teléfono',
      ],
      looksLike: (values) =>
        mostly(values, (value) => value.startsWith('+') && readPhone(value).plausible),
    },
    {
      key: 'type',
      label: 'Type',
      // Those who are here have their type already; where access is not given by sets at places, all are members but owners.
      mandatory: known.mode === 'new' && known.access.assignment === 'sets',
      help: '“owner” or “member”. An owner needs no permission set and no place.',
      aliases: [
        ...(roleMeansHolding(known.access) ? [] : roleHeaders),
        'user type',
        'member type',
        'account type',
        'typ',
        'tipo',
      ],
      looksLike: (values) => values.length > 0 && values.every((value) => readRole(value) !== null),
    },
    {
      key: known.access.field,
      label: known.access.label,
      mandatory: false,
      help: holdingHelp(known.access),
      aliases: [
        ...(roleMeansHolding(known.access) ? roleHeaders : []),
        'permission set',
        'permissionsets',
        'sets',
        'set',
        'permissions',
        'access',
        'access group',
        'access groups',
        'permission bundle',
        'permission bundles',
        'bundle',
        'bundles',
        'roles',
        'berechtigungen',
        'rechte',
      ],
      looksLike: (values) => mostly(items(values), known.isHolding),
    },
    ...(known.access.assignment === 'one_set' ? [] : [placesField(known)]),
    {
      key: 'signInMethod',
      label: 'Sign-in method',
      mandatory: false,
      help: '“password”, “passkey” or “sso”. Empty: password.',
      aliases: [
        'sign in',
        'sign-in',
        'signin method',
        'login type',
        'login method',
        'authentication',
        'authentication method',
        'anmeldung',
        'anmeldeverfahren',
      ],
      looksLike: (values) =>
        values.length > 0 && values.every((value) => readSignInMethod(value) !== null),
    },
    {
      key: 'accessEnds',
      label: 'Access ends',
      mandatory: false,
      help: 'Such as 2026-12-31 18:00, read as UTC unless a zone follows (2026-12-31T18:00:00+02:00, 2026-12-31 18:00 Europe/Berlin). A day alone means its end, 23:59 UTC. Empty: no end, or the end that is set. “-” takes the end away.',
      aliases: [
        'access end',
        'access ends at',
        'end of access',
        'ends',
        'ends at',
        'end',
        'end date',
        'expires',
        'expires at',
        'expiry',
        'expiry date',
        'expiration',
        'expiration date',
        'valid until',
        'until',
        'zugriff endet',
        'gültig bis',
        'ende',
      ],
      looksLike: (values) => mostly(values, (value) => (readInstant(value) ?? 0) > known.now),
    },
    {
      key: 'mode',
      label: 'Mode',
      mandatory: false,
      help: 'What this row does to a person who is here: “add”, “replace”, “remove”, “set if empty” or “new”. Empty: the mode of the file.',
      aliases: ['update mode', 'import mode', 'modus'],
    },
    {
      key: 'etag',
      label: 'Export mark',
      mandatory: false,
      help: 'From an export: tells which people were changed since. Leave it as it is.',
      aliases: ['_etag'],
    },
  ];
}

const items = (values: readonly string[]) => values.flatMap((value) => splitList(value, ';'));

const placesField = (known: KnownNames): FieldSpec & { key: PeopleField } => ({
  key: 'places',
  label: 'Places',
  mandatory: false,
  help: `One or several places, separated by semicolons: “organization”, a type with a name or code such as “zone:West” or “store:4711”, or a code or name that only one place has. ${known.access.mayHoldNothing ? 'Needed where permissions are named.' : 'A member needs at least one.'}`,
  aliases: [
    'place',
    'where',
    'scope',
    'scopes',
    'entity',
    'entities',
    'location',
    'locations',
    'store',
    'stores',
    'store code',
    'store codes',
    'zone',
    'zones',
    'accessible entities',
    'orte',
    'standorte',
    'filialen',
  ],
  looksLike: (values) => mostly(items(values), known.isPlace),
});
