import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import type { PermissionSetId } from '@latchkey/engine';
import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { hasPlaces } from '../../api/access-model.ts';
import { wordsOf } from '../../api/model-words.ts';
import { numberText, peopleText } from '../../shared-ui/number-text.ts';
import { modelGraph } from '../../shared-ui/permission-matrix/model-graph.ts';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import { mostCompared } from './compared-sets.ts';

interface SetTableProps {
  readonly sets: readonly PermissionSet[];
  readonly label: string;
  readonly model: AccessModelView;
  /** Sets chosen to be compared, in the order they were chosen. */
  readonly chosen: readonly PermissionSetId[];
  readonly onChoose: (chosen: readonly PermissionSetId[]) => void;
}

/** Sets in rows: what each is for, who holds it where, and when it was changed. */
export function SetTable({ sets, label, model, chosen, onChoose }: SetTableProps) {
  const graph = modelGraph(model);
  const words = wordsOf(model);
  const withPlaces = hasPlaces(model);
  const full = chosen.length >= mostCompared;
  return (
    <table className="sets" aria-label={label}>
      <thead>
        <tr>
          <th scope="col" className="sets-choose">
            <span className="sr">Compare</span>
          </th>
          <th scope="col">{words.permissionSet}</th>
          <th scope="col">{words.people}</th>
          {withPlaces ? <th scope="col">Places</th> : null}
          <th scope="col">Permissions</th>
          <th scope="col">Last change</th>
        </tr>
      </thead>
      <tbody>
        {sets.map((set) => (
          <tr key={set.id}>
            <td className="sets-choose">
              <Checkbox
                aria-label={`Compare ${set.name}`}
                checked={chosen.includes(set.id)}
                aria-disabled={(full && !chosen.includes(set.id)) || undefined}
                title={full && !chosen.includes(set.id) ? `At most ${mostCompared} fit` : undefined}
                onChange={() => {
                  if (chosen.includes(set.id)) onChoose(chosen.filter((id) => id !== set.id));
                  else if (!full) onChoose([...chosen, set.id]);
                }}
              />
            </td>
            <th scope="row">
              <Link to="/permission-sets/$setId" params={{ setId: set.id }} className="sets-name">
                {set.name}
              </Link>
              {set.description ? <span className="sub sets-about">{set.description}</span> : null}
              {set.copiedFrom && set.copiedFrom.gained.length > 0 ? (
                <span className="sub sets-about">
                  {numberText(set.copiedFrom.gained.length)} new in {set.copiedFrom.name}
                </span>
              ) : null}
            </th>
            <td data-label="People">
              {set.memberCount > 0 ? (
                <Link
                  to="/people"
                  search={{ set: set.id }}
                  aria-label={`${peopleText(set.memberCount)} with ${set.name}`}
                >
                  {numberText(set.memberCount)}
                </Link>
              ) : (
                <span className="dim">Nobody</span>
              )}
            </td>
            {withPlaces ? <td data-label="Places">{numberText(set.placeCount)}</td> : null}
            <td data-label="Permissions">{numberText(graph.closure(set.permissions).length)}</td>
            <td data-label="Last change">
              {set.kind === 'standard' ? (
                <span className="dim">Shipped</span>
              ) : (
                <>
                  <Timestamp at={set.changedAt} />
                  <span className="sub sets-about">{set.changedBy}</span>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
