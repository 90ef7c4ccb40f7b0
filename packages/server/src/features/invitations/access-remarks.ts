import type { GrantRequest } from '@latchkey/contract';
import { ancestors, type Role, type Scope, type Snapshot } from '@latchkey/engine';
import { holdingAsked, holdingWords } from '../../words/holding-words.ts';
import { placeWords } from '../../words/place-words.ts';
import type { Names } from '../../words/read-names.ts';

interface RemarksInput {
  readonly snapshot: Snapshot;
  readonly names: Names;
  readonly role: Role;
  readonly grants: readonly GrantRequest[];
  readonly people: number;
}

/** Where the chosen access is wider than it may need to be; advice, not a refusal. */
export function accessRemarks({ snapshot, names, role, grants, people }: RemarksInput): string[] {
  if (role === 'owner') {
    const many = people === 1 ? 'An owner' : 'Owners';
    return [
      `${many} may do everything everywhere, and change what others may do. A member with a permission set is enough for daily work.`,
    ];
  }
  const remarks: string[] = [];
  const whole = grants.filter(({ scope }) => names.places.get(scope)?.type === 'organization');
  if (whole.length > 0) {
    const sets = [
      ...new Set(whole.map((grant) => holdingWords(snapshot, names, holdingAsked(grant)))),
    ].join(', ');
    remarks.push(
      `${sets} in the whole organization reaches every place, later ones too. Choose places if some are enough.`,
    );
  }
  for (const grant of grants) {
    const wider = grants.find(
      (other) =>
        other !== grant &&
        grant.permissionSetId !== undefined &&
        other.permissionSetId === grant.permissionSetId &&
        covers(snapshot, other.scope, grant.scope),
    );
    if (!wider) continue;
    const say = (scope: Scope) => placeWords(snapshot, scope, names.places.get(scope)).label;
    remarks.push(
      `${holdingWords(snapshot, names, holdingAsked(grant))} at ${say(grant.scope)} is included already: it is given at ${say(wider.scope)}.`,
    );
  }
  return remarks.slice(0, 10);
}

const covers = (snapshot: Snapshot, wide: Scope, narrow: Scope) =>
  wide !== narrow && ancestors(snapshot, narrow).includes(wide);
