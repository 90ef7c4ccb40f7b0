import type { Member } from '@latchkey/contract';
import { Radio } from '@mantine/core';
import { useAccessModel } from '../../../api/access-model.ts';
import { wordsOf } from '../../../api/model-words.ts';
import { useSession } from '../../../api/session.ts';

interface StandingChoiceProps {
  readonly value: Member['role'];
  readonly onChange: (role: Member['role']) => void;
}

/** Owner or member; only owners are asked, because only they can decide it. */
export function StandingChoice({ value, onChange }: StandingChoiceProps) {
  const { member } = useSession();
  const model = useAccessModel();
  const words = wordsOf(model);
  if (member.role !== 'owner') return null;
  return (
    <Radio.Group
      label="Type"
      value={value}
      onChange={(next) => onChange(next === 'owner' ? 'owner' : 'member')}
    >
      <div className="stack access-editor-types">
        <Radio
          value="member"
          label={words.member}
          description={
            model.assignment === 'one_set'
              ? `Only what the ${words.set} below allows.`
              : 'Only what is given below.'
          }
        />
        <Radio
          value="owner"
          label={words.owner}
          description="Every permission everywhere; owners cannot be narrowed."
        />
      </div>
    </Radio.Group>
  );
}
