import { useWords } from '../../api/model-words.ts';
import { DateTimeField } from '../../shared-ui/date-time-field.tsx';
import { PermissionSelect } from '../../shared-ui/permission-select.tsx';
import { PersonSelect } from '../../shared-ui/person-select.tsx';
import { PlaceSelect } from '../../shared-ui/place-select.tsx';
import '../../shared-ui/question-form.css';
import type { CheckSearch } from './check-search.ts';

interface QuestionFormProps {
  readonly value: CheckSearch;
  readonly onChange: (value: CheckSearch) => void;
}

/** Who, what, where and when; every choice stands in the address. */
export function QuestionForm({ value, onChange }: QuestionFormProps) {
  const words = useWords();
  return (
    <div className="question-form">
      <PersonSelect
        label={words.person}
        value={value.memberId}
        onChange={(memberId) => onChange({ ...value, memberId })}
      />
      <PermissionSelect
        value={value.permission}
        onChange={(permission) => onChange({ ...value, permission })}
      />
      <PlaceSelect value={value.place} onChange={(place) => onChange({ ...value, place })} />
      <DateTimeField
        label="When"
        value={value.at ?? null}
        onChange={(at) => onChange({ ...value, at: at ?? undefined })}
        {...(value.at ? {} : { description: 'Now, unless you choose a time' })}
      />
    </div>
  );
}
