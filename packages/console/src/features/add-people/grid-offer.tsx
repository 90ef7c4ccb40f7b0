import type { ImportView } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { Note } from '../../shared-ui/note.tsx';
import { countText } from '../../shared-ui/number-text.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { pastedGrid } from './entered-addresses.ts';

interface GridOfferProps {
  readonly text: string;
  /** The cells that look like addresses, one per line. */
  readonly onAddresses: (addresses: string) => void;
  readonly onClose: () => void;
}

/** A pasted grid holds more than addresses: its rows go on as an import. */
export function GridOffer({ text, onAddresses, onClose }: GridOfferProps) {
  const navigate = useNavigate();
  const size = pastedGrid(text);
  const upload = useMutation({
    mutationFn: () =>
      request<ImportView>('POST', '/v1/imports', {
        query: { kind: 'people', fileName: 'pasted-rows.tsv' },
        body: new Blob([text], { type: 'text/tab-separated-values' }),
      }),
    onSuccess: (view) =>
      navigate({
        to: '/imports/$importId',
        params: { importId: view.id },
        search: {},
        ignoreBlocker: true,
      }),
  });
  return (
    <Note tone="info" role="status" title="This looks like a spreadsheet.">
      {size
        ? `${countText(size.rows, 'row', 'rows')} with ${size.columns} columns. An import keeps them all and shows what it would do before anything happens.`
        : null}
      {upload.error ? <ProblemNote problem={toProblem(upload.error)} /> : null}
      <div className="line add-grid-acts">
        <Button size="xs" loading={upload.isPending} onClick={() => upload.mutate()}>
          Continue as an import
        </Button>
        <Button size="xs" onClick={() => onAddresses(addressesIn(text))}>
          Take only the addresses
        </Button>
        <Button size="xs" variant="subtle" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </Note>
  );
}

/** The cells of a grid that look like addresses. */
const addressesIn = (grid: string) =>
  grid
    .split(/[\n\r\t]+/u)
    .filter((cell) => cell.includes('@'))
    .join('\n');
