import type { OperatorOrganization, SelfServeAnswer, SelfServeRequest } from '@latchkey/contract';
import { useState } from 'react';
import { request } from '../../api/request.ts';
import { ConfirmDialog } from '../../shared-ui/confirm-dialog.tsx';
import { numberText } from '../../shared-ui/number-text.ts';
import { useToast } from '../../shared-ui/use-toast.tsx';
import { isReason, ReasonField } from './reason-field.tsx';
import { useOperatorRefresh } from './use-operator-refresh.ts';

interface SelfServeDialogProps {
  readonly organizations: readonly OperatorOrganization[];
  readonly selfServe: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Switches self-serve for one organization or many, with a reason. */
export function SelfServeDialog(props: SelfServeDialogProps) {
  const { organizations, selfServe } = props;
  const [reason, setReason] = useState('');
  const toast = useToast();
  const refresh = useOperatorRefresh();
  const changing = organizations.filter((organization) => organization.selfServe !== selfServe);
  const people = changing.reduce((sum, { memberCount }) => sum + memberCount, 0);
  const [only] = organizations;
  const whom =
    organizations.length === 1 && only
      ? only.name
      : `${numberText(organizations.length)} organizations`;
  const word = selfServe ? 'on' : 'off';
  return (
    <ConfirmDialog
      title={`Switch self-serve ${word} for ${whom}?`}
      act={`Switch ${word}`}
      disabled={!isReason(reason) || changing.length === 0}
      onClose={props.onClose}
      onConfirm={async () => {
        const body: SelfServeRequest = {
          organizationIds: organizations.map(({ id }) => id),
          selfServe,
          reason,
        };
        const answer = await request<SelfServeAnswer>(
          'POST',
          '/v1/operator/organizations:setSelfServe',
          { body },
        );
        const failed = answer.results.filter(({ outcome }) => outcome === 'failed').length;
        const changed = answer.results.filter(({ outcome }) => outcome === 'changed').length;
        const said = `Self-serve is ${word} for ${changed === 1 && only ? whom : `${numberText(changed)} organizations`}.`;
        if (failed > 0) toast.failed(`${said} ${numberText(failed)} could not be switched.`);
        else toast(said);
        props.onDone();
        await refresh();
      }}
    >
      <p>
        {selfServe
          ? `Their owners invite and manage people themselves from now on. It concerns ${numberText(people)} people.`
          : 'Nobody there changes anything until it is on again: they look, sign in and answer invitations as before. What they hold stays as it is.'}
      </p>
      {changing.length < organizations.length ? (
        <p className="sub">
          {numberText(organizations.length - changing.length)} of them stand that way already.
        </p>
      ) : null}
      <ReasonField readers="Their owners" value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
