import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAccessModel } from '../../../api/access-model.ts';
import { toProblem } from '../../../api/api-problem.ts';
import { memberQuery } from '../../../api/member.ts';
import { ProblemNote } from '../../../shared-ui/problem-note.tsx';
import './access-editor.css';
import { Dialog } from '../../../shared-ui/dialog.tsx';
import { AccessEditor } from './access-editor.tsx';
import { OneSetEditor } from './one-set-editor.tsx';

/** The whole access of one person, changed as one change. */
export function ChangeAccessDialog(props: { memberId: string; onClose: () => void }) {
  const query = useQuery({
    ...memberQuery(props.memberId),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const Editor = useAccessModel().assignment === 'one_set' ? OneSetEditor : AccessEditor;
  const name = query.data ? query.data.name || query.data.address : '';
  return (
    <Dialog onClose={props.onClose} title={`Change access${name ? `: ${name}` : ''}`} size="xl">
      {query.data && !query.isFetching ? (
        <Editor member={query.data} onClose={props.onClose} />
      ) : null}
      {query.error && !query.isFetching ? (
        <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />
      ) : null}
      {query.isFetching ? <Skeleton height={240} /> : null}
    </Dialog>
  );
}
