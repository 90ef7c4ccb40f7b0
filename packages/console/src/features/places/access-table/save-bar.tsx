import type { AccessModelView, AccessTable } from '@latchkey/contract';
import type { PermissionGraph } from '@latchkey/engine';
import { Button } from '@mantine/core';
import { toProblem } from '../../../api/api-problem.ts';
import { AccessSentence, SentenceParts } from '../../../shared-ui/access-sentence.tsx';
import { countText, peopleText } from '../../../shared-ui/number-text.ts';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';
import { editRemarks, editSentence } from './row-words.ts';
import { countTicks, type TableEdits } from './table-edits.ts';

interface SaveBarProps {
  readonly model: AccessModelView;
  readonly graph: PermissionGraph;
  readonly place: AccessTable['place'];
  readonly edits: TableEdits;
  readonly saving: boolean;
  readonly error: Error | null;
  readonly onUndo: () => void;
  readonly onSave: () => void;
}

const shown = 3;

/** What is not saved yet, as sentences before it is a button. */
export function SaveBar(props: SaveBarProps) {
  const { model, graph, place, edits, saving, error, onUndo, onSave } = props;
  const all = [...edits.values()];
  const more = all.length - shown;
  return (
    <section className="access-save" aria-label="Changes not saved yet" aria-live="polite">
      <div className="grow">
        {error ? <ProblemNote problem={toProblem(error)} /> : null}
        {all.slice(0, shown).map((edit) => (
          <div key={edit.row.memberId} className="access-save-person">
            <AccessSentence small>
              <SentenceParts parts={editSentence(model, graph, edit, place.name)} />
              {editRemarks(model, edit).map((remark) => (
                <span key={remark} className="sub access-save-remark">
                  {remark}
                </span>
              ))}
            </AccessSentence>
          </div>
        ))}
        {more > 0 ? <p className="sub">And {peopleText(more)} more.</p> : null}
      </div>
      <div className="line access-save-acts">
        <Button variant="subtle" onClick={onUndo} disabled={saving}>
          Undo
        </Button>
        <Button variant="filled" onClick={onSave} loading={saving}>
          Save {countText(countTicks(edits), 'tick', 'ticks')} for {peopleText(all.length)}
        </Button>
      </div>
    </section>
  );
}
