import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import { ActionIcon } from '@mantine/core';
import { IconCheck, IconLock, IconMinus, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { countText, numberText, peopleText } from '../../shared-ui/number-text.ts';
import { modelGraph, permissionLabel } from '../../shared-ui/permission-matrix/model-graph.ts';
import type { ComparedModule, Comparison, Standing } from './compared-sets.ts';

interface ComparisonTableProps {
  readonly sets: readonly PermissionSet[];
  readonly model: AccessModelView;
  readonly comparison: Comparison;
  readonly onRemove: (set: PermissionSet) => void;
}

/** A column per set; rows where they differ, then rows that all of them have. */
export function ComparisonTable({ sets, model, comparison, onRemove }: ComparisonTableProps) {
  const graph = modelGraph(model);
  const parts = [
    { title: 'Where they differ', modules: comparison.differences },
    { title: sets.length === 2 ? 'In both' : 'In all of them', modules: comparison.common },
  ].filter(({ modules }) => modules.length > 0);
  return (
    <div className="frame">
      <table className="compare" aria-label="Comparison">
        <thead>
          <tr>
            <th scope="col">Permission</th>
            {sets.map((set) => (
              <th key={set.id} scope="col">
                <span className="line compare-head">
                  <Link
                    to="/permission-sets/$setId"
                    params={{ setId: set.id }}
                    className="grow compare-name"
                  >
                    {set.name}
                  </Link>
                  <ActionIcon
                    variant="subtle"
                    size="sm"
                    aria-label={`Take ${set.name} out of the comparison`}
                    onClick={() => onRemove(set)}
                  >
                    <IconX className="i" aria-hidden />
                  </ActionIcon>
                </span>
                <span className="sub">
                  {countText(graph.closure(set.permissions).length, 'permission', 'permissions')},{' '}
                  {set.memberCount > 0 ? peopleText(set.memberCount) : 'nobody'}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        {parts.map(({ title, modules }) => (
          <ComparisonPart key={title} title={title} modules={modules} sets={sets} model={model} />
        ))}
      </table>
      {comparison.inNone > 0 ? (
        <p className="sub compare-none">
          {countText(comparison.inNone, 'permission is', 'permissions are')} in none of them.
        </p>
      ) : null}
    </div>
  );
}

interface ComparisonPartProps {
  readonly title: string;
  readonly modules: readonly ComparedModule[];
  readonly sets: readonly PermissionSet[];
  readonly model: AccessModelView;
}

function ComparisonPart({ title, modules, sets, model }: ComparisonPartProps) {
  const count = modules.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <tbody>
      <tr className="compare-part">
        <th scope="rowgroup" colSpan={sets.length + 1}>
          {title} <span className="compare-count">{numberText(count)}</span>
        </th>
      </tr>
      {modules.map(({ label, rows }) =>
        rows.map((row, at) => (
          <tr key={row.permission}>
            <th scope="row">
              {at === 0 ? <span className="sub compare-module">{label}</span> : null}
              {row.label}
            </th>
            {row.standings.map((standing, column) => (
              <td key={sets[column]?.id} data-label={sets[column]?.name}>
                <StandingMark standing={standing} model={model} />
              </td>
            ))}
          </tr>
        )),
      )}
    </tbody>
  );
}

function StandingMark({ standing, model }: { standing: Standing; model: AccessModelView }) {
  if (standing.kind === 'missing') {
    return (
      <span className="compare-mark dim">
        <IconMinus className="i" aria-hidden />
        No
      </span>
    );
  }
  if (standing.kind === 'given') {
    return (
      <span className="compare-mark">
        <IconCheck className="i positive" aria-hidden />
        Yes
      </span>
    );
  }
  return (
    <span className="compare-mark">
      <IconLock className="i positive" aria-hidden />
      <span>Yes, included in {permissionLabel(model, standing.by)}</span>
    </span>
  );
}
