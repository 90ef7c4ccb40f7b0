import type { AccessModelView, AccessTableRow } from '@latchkey/contract';
import type { PermissionGraph } from '@latchkey/engine';
import { permissionLabel } from '../../../shared-ui/permission-matrix/model-graph.ts';

/** How one box of the table stands: what can be clicked, and why the rest cannot. */
export type BoxState =
  | { readonly kind: 'box'; readonly ticked: boolean; readonly edited: boolean }
  /** Held, and not to be cleared here. */
  | { readonly kind: 'fixed' | 'locked' | 'above'; readonly why: string }
  /** Not held, and not the reader’s to give. */
  | { readonly kind: 'closed'; readonly why: string };

interface BoxInput {
  readonly model: AccessModelView;
  readonly graph: PermissionGraph;
  readonly row: AccessTableRow;
  readonly direct: readonly string[];
  readonly mayGive: ReadonlySet<string>;
}

/** The boxes of one person. */
export function boxStates({ model, graph, row, direct, mayGive }: BoxInput) {
  const locked = graph.locked(direct);
  const inherited = new Map(row.inherited.map((one) => [one.permission, one]));
  return (permission: string): BoxState => {
    if (row.role === 'owner') return { kind: 'fixed', why: 'fixed: holds everything' };
    const holder = locked.get(permission);
    if (holder !== undefined) {
      return { kind: 'locked', why: `included in ${permissionLabel(model, holder)}` };
    }
    const ticked = direct.includes(permission);
    const above = inherited.get(permission);
    if (!ticked && above) return { kind: 'above', why: whyAbove(above) };
    if (row.cannotChange !== null) {
      const why = row.you ? 'your own access, which you cannot change' : 'not yours to change';
      return ticked ? { kind: 'fixed', why } : { kind: 'closed', why };
    }
    if (!ticked && !mayGive.has(permission)) {
      return { kind: 'closed', why: 'you cannot give what you do not hold' };
    }
    return { kind: 'box', ticked, edited: ticked !== row.permissions.includes(permission) };
  };
}

function whyAbove({ from, endsAt }: AccessTableRow['inherited'][number]): string {
  if (endsAt !== null) return `held until ${new Date(endsAt).toLocaleDateString('en-GB')}`;
  return from.type === 'organization' ? `given for all of ${from.name}` : `given at ${from.name}`;
}

export const isTicked = (state: BoxState): boolean =>
  state.kind === 'box' ? state.ticked : state.kind !== 'closed';
