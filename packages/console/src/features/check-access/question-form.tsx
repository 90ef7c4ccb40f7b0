import type { AccessModelView } from '@latchkey/contract';
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { accessModelQuery } from '../../api/access-model.ts';
import { entityTreeQuery } from '../../api/entity-tree.ts';
import { useSession } from '../../api/session.ts';
import { PersonSelect } from '../../shared-ui/person-select.tsx';

interface QuestionDraft {
  readonly memberId?: string | undefined;
  readonly permission?: string | undefined;
  readonly place?: string | undefined;
  readonly at?: string | undefined;
}

interface QuestionFormProps {
  readonly value: QuestionDraft;
  readonly onChange: (value: QuestionDraft) => void;
}

const shownAtOnce = 50;

export function QuestionForm({ value, onChange }: QuestionFormProps) {
  const { organization } = useSession();
  const model = useQuery(accessModelQuery).data;
  const tree = useQuery(entityTreeQuery).data;
  const places = [
    { value: String(organization.id), label: `The whole of ${organization.name}` },
    ...(tree?.rows ?? []).map(([id, , code, name]) => ({
      value: String(id),
      label: code === name ? name : `${name} (${code})`,
    })),
  ];
  return (
    <div className="question-form">
      <PersonSelect
        value={value.memberId}
        onChange={(memberId) => onChange({ ...value, memberId })}
      />
      <Select
        label="May do"
        placeholder="An act"
        searchable
        nothingFoundMessage="No such act"
        value={value.permission ?? null}
        onChange={(permission) => onChange({ ...value, permission: permission ?? undefined })}
        data={model ? acts(model) : []}
      />
      <Select
        label="At"
        placeholder="A place, by name or code"
        searchable
        limit={shownAtOnce}
        nothingFoundMessage="No such place"
        value={value.place ?? null}
        onChange={(place) => onChange({ ...value, place: place ?? undefined })}
        data={places}
      />
    </div>
  );
}

const acts = (model: AccessModelView) =>
  Object.values(model.modules).map((module) => ({
    group: module.label,
    items: Object.entries(module.permissions).map(([key, permission]) => ({
      value: key,
      label: permission.label,
    })),
  }));
