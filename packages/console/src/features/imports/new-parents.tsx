import type { ImportView } from '@latchkey/contract';
import { useQuery } from '@tanstack/react-query';
import { accessModelQuery } from '../../api/access-model.ts';
import { Note } from '../../shared-ui/note.tsx';
import { numberText } from '../../shared-ui/number-text.ts';

const shown = 12;

/** Zones and concepts that the file names and that do not exist yet: they are created first. */
export function NewParents({ parents }: { parents: ImportView['newParents'] }) {
  const model = useQuery(accessModelQuery);
  const types = [...new Set(parents.map((parent) => parent.type))];
  return (
    <Note
      tone="info"
      title={`${numberText(parents.length)} new places above these are created first`}
    >
      {types.map((type) => {
        const names = parents.filter((parent) => parent.type === type).map((parent) => parent.name);
        const label = model.data?.entityTypes[type]?.plural ?? type;
        return (
          <p key={type}>
            {label}: <b>{names.slice(0, shown).join(', ')}</b>
            {names.length > shown ? ` and ${numberText(names.length - shown)} more` : ''}
          </p>
        );
      })}
    </Note>
  );
}
