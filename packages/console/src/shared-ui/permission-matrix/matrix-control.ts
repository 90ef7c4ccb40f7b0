import type { AccessModelView } from '@latchkey/contract';
import type { PermissionGraph } from '@latchkey/engine';
import { useMemo, useState } from 'react';
import { type MatrixView, matrixView } from './matrix-view.ts';
import { modelGraph } from './model-graph.ts';
import { type Consequence, change, type SetDraft, undoConsequence } from './set-draft.ts';

/** What the rows of the grid share: the draft as it is shown, and what can be done with it. */
export interface MatrixControl {
  readonly model: AccessModelView;
  readonly graph: PermissionGraph;
  readonly draft: SetDraft;
  readonly view: MatrixView;
  readonly editable: boolean;
  /** Clearing this tick would take more with it; the answer is awaited under it. */
  readonly asking: { readonly cause: string; readonly falls: Consequence } | null;
  /** Ticks or clears permissions in the name of a tick of the grid. */
  readonly wish: (cause: string, permissions: readonly string[], wanted: boolean) => void;
  readonly answer: (yes: boolean) => void;
  readonly undo: (cause: string) => void;
}

/** Everything that falls is listed and asked about once, before it falls. */
export function useMatrixControl(
  model: AccessModelView,
  draft: SetDraft,
  restrictions: readonly string[],
  onChange: ((draft: SetDraft) => void) | undefined,
): MatrixControl {
  const graph = modelGraph(model);
  const view = useMemo(
    () => matrixView(model, draft, graph, restrictions),
    [model, draft, graph, restrictions],
  );
  const [asked, setAsked] = useState<{ cause: string; permissions: readonly string[] } | null>(
    null,
  );
  const cleared = asked ? change(draft, graph, asked.cause, asked.permissions, false) : null;
  const falls = asked ? cleared?.consequences.get(asked.cause) : undefined;

  return {
    model,
    graph,
    draft,
    view,
    editable: onChange !== undefined,
    asking: asked && falls?.kind === 'removed' ? { cause: asked.cause, falls } : null,
    wish: (cause, permissions, wanted) => {
      const next = change(draft, graph, cause, permissions, wanted);
      const asks = next.consequences.get(cause)?.kind === 'removed';
      setAsked(asks ? { cause, permissions } : null);
      if (!asks) onChange?.(next);
    },
    answer: (yes) => {
      if (yes && cleared) onChange?.(cleared);
      setAsked(null);
    },
    undo: (cause) => {
      setAsked(null);
      onChange?.(undoConsequence(draft, graph, cause));
    },
  };
}
