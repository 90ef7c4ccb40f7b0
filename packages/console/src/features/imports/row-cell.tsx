import type { ImportRow, ImportView, RowIssue } from '@latchkey/contract';
import { Button, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { numberText } from '../../shared-ui/number-text.ts';
import { useFixRow } from './use-fix-row.ts';

interface RowCellProps {
  readonly view: ImportView;
  readonly row: ImportRow;
  readonly field: ImportView['fields'][number];
}

/** One cell: its value, what is wrong with it, the nearest right value as a button, and a way to type another. */
export function RowCell({ view, row, field }: RowCellProps) {
  const [typing, setTyping] = useState<string | null>(null);
  const { fixCell, fixEverywhere } = useFixRow(view.id);
  const value = row.values[field.key] ?? '';
  const issues = row.issues.filter((issue) => issue.field === field.key);
  const level = issues.some((issue) => issue.level === 'error')
    ? 'error'
    : issues.some((issue) => issue.level === 'warning')
      ? 'warning'
      : null;
  const problem = fixCell.error ?? fixEverywhere.error;
  const save = () => {
    if (typing === null) return;
    fixCell.mutate(
      { row: row.row, field: field.key, value: typing },
      { onSuccess: () => setTyping(null) },
    );
  };
  return (
    <td
      className={level ? `import-cell-${level}` : undefined}
      data-label={field.label}
      data-edited={row.edited.includes(field.key) || undefined}
    >
      {typing === null ? (
        <div className="import-cell-value">
          <span>{value === '' ? <span className="dim">–</span> : value}</span>
          <button
            type="button"
            className="import-cell-edit"
            aria-label={`Change ${field.label} of row ${row.row}`}
            onClick={() => setTyping(value)}
          >
            <IconPencil className="i" aria-hidden />
          </button>
        </div>
      ) : (
        <form
          className="import-cell-form"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <TextInput
            autoFocus
            aria-label={`${field.label} of row ${row.row}`}
            value={typing}
            onChange={(event) => setTyping(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setTyping(null);
            }}
          />
          <Button size="xs" type="submit" loading={fixCell.isPending}>
            Save
          </Button>
        </form>
      )}
      {issues.map((issue) => (
        <CellIssue
          key={`${issue.code}${issue.value}`}
          issue={issue}
          busy={fixCell.isPending || fixEverywhere.isPending}
          onUse={(suggestion) =>
            fixCell.mutate({
              row: row.row,
              field: field.key,
              value: issue.value === null ? suggestion : value.replace(issue.value, suggestion),
            })
          }
          onUseEverywhere={(suggestion) =>
            fixEverywhere.mutate({ field: field.key, from: issue.value ?? value, to: suggestion })
          }
        />
      ))}
      {problem ? <div className="danger">{toProblem(problem).title}</div> : null}
    </td>
  );
}

interface CellIssueProps {
  readonly issue: RowIssue;
  readonly busy: boolean;
  readonly onUse: (suggestion: string) => void;
  readonly onUseEverywhere: (suggestion: string) => void;
}

function CellIssue({ issue, busy, onUse, onUseEverywhere }: CellIssueProps) {
  const { suggestion } = issue;
  return (
    <div className="import-cell-issue">
      <span
        className={
          issue.level === 'error' ? 'danger' : issue.level === 'warning' ? 'caution' : 'sub'
        }
      >
        {issue.message}
      </span>
      {suggestion ? (
        <div className="line">
          <button
            type="button"
            className="linkish"
            disabled={busy}
            onClick={() => onUse(suggestion)}
          >
            Use “{suggestion}”
          </button>
          {issue.sameCount > 1 ? (
            <button
              type="button"
              className="linkish"
              disabled={busy}
              onClick={() => onUseEverywhere(suggestion)}
            >
              Use it in all {numberText(issue.sameCount)} rows
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
