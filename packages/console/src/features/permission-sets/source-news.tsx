import type { AccessModelView, PermissionSet } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Note } from '../../shared-ui/note.tsx';
import { numberText } from '../../shared-ui/number-text.ts';
import { modelGraph, permissionLabel } from '../../shared-ui/permission-matrix/model-graph.ts';
import {
  change,
  mayGive,
  type SetDraft,
  tick,
} from '../../shared-ui/permission-matrix/set-draft.ts';

interface SourceNewsProps {
  readonly source: NonNullable<PermissionSet['copiedFrom']>;
  readonly model: AccessModelView;
  readonly draft: SetDraft;
  readonly onChange: (draft: SetDraft) => void;
}

/** What the set that this one was made from has gained since, to be taken over or left. */
export function SourceNews({ source, model, draft, onChange }: SourceNewsProps) {
  const graph = modelGraph(model);
  const [open, setOpen] = useState(false);
  const held = new Set(graph.closure(draft.permissions));
  const news = source.gained.filter((permission) => !held.has(permission));
  const free = news.filter((permission) => mayGive(model.held, graph, permission));
  if (news.length === 0) return null;
  return (
    <Note
      tone="info"
      icon={<IconSparkles className="i" aria-hidden />}
      title={
        <>
          {numberText(news.length)} new in{' '}
          <Link to="/permission-sets/$setId" params={{ setId: source.id }}>
            {source.name}
          </Link>
          {', which this set was made from.'}
        </>
      }
    >
      {open ? (
        <>
          <ul className="set-news">
            {news.map((permission) => (
              <li key={permission}>
                <span className="grow">{permissionLabel(model, permission)}</span>
                {free.includes(permission) ? (
                  <Button
                    size="xs"
                    aria-label={`Add ${permissionLabel(model, permission)}`}
                    onClick={() => onChange(tick(draft, graph, permission))}
                  >
                    Add
                  </Button>
                ) : (
                  <span className="dim">not yours to give</span>
                )}
              </li>
            ))}
          </ul>
          {free.length > 1 ? (
            <Button
              size="xs"
              variant="filled"
              onClick={() => onChange(change(draft, graph, 'news', free, true))}
            >
              Add all {numberText(free.length)}
            </Button>
          ) : null}
        </>
      ) : (
        <button type="button" className="linkish" onClick={() => setOpen(true)}>
          Review
        </button>
      )}
    </Note>
  );
}
