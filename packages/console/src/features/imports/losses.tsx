import type { ImportView } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { Note } from '../../shared-ui/note.tsx';
import { countText, peopleText } from '../../shared-ui/number-text.ts';

/** That the file takes something away is said before it is applied, and counted. */
export function Losses({ view, onShow }: { view: ImportView; onShow: () => void }) {
  const { losing, losses } = view.counts;
  return (
    <Note
      tone="danger"
      title={`${peopleText(losing)} ${losing === 1 ? 'loses' : 'lose'} access: ${countText(losses, 'grant', 'grants')} in all`}
    >
      <div className="line">
        <span className="grow">Each is named in red in its row.</span>
        <Button size="xs" onClick={onShow}>
          Show {losing === 1 ? 'this row' : 'these rows'}
        </Button>
      </div>
    </Note>
  );
}
