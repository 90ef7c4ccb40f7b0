import { Radio } from '@mantine/core';
import { useWords } from '../../api/model-words.ts';
import { Tag } from '../../shared-ui/tag.tsx';
import type { AddPeopleDraft, ChangeDraft } from './add-people-draft.ts';

interface SignInChoiceProps {
  readonly draft: AddPeopleDraft;
  readonly change: ChangeDraft;
  /** The identity provider, as people know it. */
  readonly provider: string;
}

/** How they sign in: with a password of their own, or through the identity provider. */
export function SignInChoice({ draft, change, provider }: SignInChoiceProps) {
  return (
    <Radio.Group
      label={`${useWords().signIn} type`}
      value={draft.signInMethod}
      onChange={(method) => change({ signInMethod: method === 'sso' ? 'sso' : 'password' })}
    >
      <div className="place-kinds add-sign-in">
        <Radio.Card value="password" className="place-kind" aria-label="Local account">
          <Radio.Indicator />
          <span>
            <b>Local account</b> <Tag plain>Recommended</Tag>
            <span className="sub">Each chooses a password when accepting.</span>
          </span>
        </Radio.Card>
        <Radio.Card value="sso" className="place-kind" aria-label={provider}>
          <Radio.Indicator />
          <span>
            <b>{provider}</b>
            <span className="sub">They accept by signing in there with the invited address.</span>
          </span>
        </Radio.Card>
      </div>
    </Radio.Group>
  );
}
