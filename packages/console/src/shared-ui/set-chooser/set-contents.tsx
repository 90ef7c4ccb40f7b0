import type { AccessModelView } from '@latchkey/contract';
import { useMemo } from 'react';
import { modelGraph } from '../permission-matrix/model-graph.ts';

interface SetContentsProps {
  readonly permissions: readonly string[];
  readonly model: AccessModelView;
}

/** What a set allows, by module, with what comes along. */
export function SetContents({ permissions, model }: SetContentsProps) {
  const held = useMemo(() => new Set(modelGraph(model).closure(permissions)), [permissions, model]);
  const modules = Object.entries(model.modules).flatMap(([key, module]) => {
    const labels = Object.entries(module.permissions).flatMap(([permission, { label }]) =>
      held.has(permission) ? [label] : [],
    );
    return labels.length > 0 ? [{ key, label: module.label, labels }] : [];
  });
  if (modules.length === 0) return <p className="sub set-contents">It contains nothing.</p>;
  return (
    <dl className="set-contents">
      {modules.map((module) => (
        <div key={module.key}>
          <dt>{module.label}</dt>
          <dd>{module.labels.join(' · ')}</dd>
        </div>
      ))}
    </dl>
  );
}
