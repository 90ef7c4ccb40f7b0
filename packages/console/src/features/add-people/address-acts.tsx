import type { ChangeReceipt } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { useToast } from '../../shared-ui/use-toast.tsx';
import type { Standing } from './address-standing.ts';
import { changeEntered, correctEntered, type EnteredAddresses } from './entered-addresses.ts';

interface AddressActsProps {
  readonly standing: Standing;
  readonly entries: EnteredAddresses;
  readonly onEntries: (entries: EnteredAddresses) => void;
  readonly onEdit: () => void;
}

/** The ways out of a state that is not simply new. */
export function AddressActs({ standing, entries, onEntries, onEdit }: AddressActsProps) {
  const { checked, entry } = standing;
  if (!checked || entry.asTyped) return null;
  const { member, invitation, suggestion } = checked;
  const fix = suggestion ? (
    <Button
      size="xs"
      aria-label={`Fix ${entry.entered}`}
      title={`Change it to ${suggestion}`}
      onClick={() => onEntries(correctEntered(entries, entry.key, suggestion))}
    >
      Fix
    </Button>
  ) : null;
  switch (checked.state) {
    case 'member':
      return member ? (
        // In a tab of its own, so that the list here is not left.
        <Button
          size="xs"
          component="a"
          href={`/people/${member.id}`}
          target="_blank"
          rel="noreferrer"
        >
          Open {member.name || 'person'}
          <span className="sr"> in a new tab</span>
        </Button>
      ) : null;
    case 'waiting':
      return invitation ? (
        <ServerAct
          label="Resend"
          about={entry.entered}
          path={`/v1/invitations/${invitation.id}/resend`}
          done={`The invitation to ${checked.address} goes out again. The earlier link no longer works.`}
        />
      ) : null;
    case 'removed':
      return member ? (
        <ServerAct
          label="Restore access"
          about={entry.entered}
          path={`/v1/members/${member.id}/restore`}
          body={{ withAccess: true }}
          done={`${member.name || checked.address} is back with the earlier access.`}
        />
      ) : null;
    case 'mistyped':
      return (
        <>
          {fix}
          <Button
            size="xs"
            aria-label={`Keep ${entry.entered} as typed`}
            onClick={() => onEntries(changeEntered(entries, entry.key, { asTyped: true }))}
          >
            Keep
          </Button>
        </>
      );
    case 'outside_domains':
    case 'invalid':
      return (
        <>
          {fix}
          <Button size="xs" aria-label={`Edit ${entry.entered}`} onClick={onEdit}>
            Edit
          </Button>
        </>
      );
    default:
      return null;
  }
}

interface ServerActProps {
  readonly label: string;
  readonly about: string;
  readonly path: string;
  readonly body?: unknown;
  readonly done: string;
}

/** An act on somebody who is known already; the list asks anew afterwards. */
function ServerAct({ label, about, path, body, done }: ServerActProps) {
  const toast = useToast();
  const refresh = useRefresh();
  const act = useMutation({
    mutationFn: () => request<ChangeReceipt>('POST', path, body === undefined ? {} : { body }),
    onSuccess: async (receipt) => {
      toast(done, receipt.changeId);
      await refresh();
    },
  });
  const problem = act.error ? toProblem(act.error) : null;
  return (
    <>
      {problem ? (
        <span role="alert" className="danger sub">
          {problem.title} {problem.remedy}
        </span>
      ) : null}
      <Button
        size="xs"
        aria-label={`${label}: ${about}`}
        loading={act.isPending}
        onClick={() => act.mutate()}
      >
        {label}
      </Button>
    </>
  );
}
