import type { InviteAnswer } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconCopy } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { CopyText } from '../../shared-ui/copy-text.tsx';
import { StatusWord } from '../../shared-ui/status-word.tsx';

/** One address: invited with its link to copy, or refused with the reason. */
export function ResultLine({ result }: { result: InviteAnswer['results'][number] }) {
  const { address, problem, invitationId } = result;
  const link = useMutation({
    mutationFn: () => request<{ url: string }>('POST', `/v1/invitations/${invitationId}/link`),
    onSuccess: async ({ url }) => {
      // Where copying is not allowed the link stands below, to be copied by hand.
      await navigator.clipboard?.writeText(url).catch(() => undefined);
    },
  });
  return (
    <li className="add-result">
      <bdi className="ellipsis">{address}</bdi>
      <span>
        {problem ? (
          <>
            <StatusWord tone="danger" icon={IconAlertCircle}>
              Not invited
            </StatusWord>
            <span className="sub add-reason">
              {problem.title} {problem.remedy}
            </span>
          </>
        ) : (
          <StatusWord tone="positive" icon={IconCircleCheck}>
            Invited
          </StatusWord>
        )}
        {link.error ? (
          <span role="alert" className="danger sub add-reason">
            {toProblem(link.error).title} {toProblem(link.error).remedy}
          </span>
        ) : null}
        {link.data ? (
          <CopyText text={link.data.url} label={`Copy the link of ${address} again`}>
            {link.data.url}
          </CopyText>
        ) : null}
      </span>
      {invitationId ? (
        <Button
          size="xs"
          leftSection={<IconCopy />}
          loading={link.isPending}
          onClick={() => link.mutate()}
        >
          {link.data ? 'Link copied' : 'Copy link'}
          <span className="sr"> of {address}</span>
        </Button>
      ) : null}
    </li>
  );
}
