import type { ChangeReceipt } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { toProblem } from '../api/api-problem.ts';
import { request } from '../api/request.ts';
import { useRefresh } from '../api/use-refresh.ts';

/** Says that something was done, with an undo where there is one. For success only: failures stay inline. */
export function useToast(): (message: string, changeId?: string | null) => void {
  const refresh = useRefresh();
  return (message, changeId) => {
    const id = crypto.randomUUID();
    const undo = async () => {
      notifications.hide(id);
      try {
        await request<ChangeReceipt>('POST', `/v1/changes/${changeId}/undo`);
        notifications.show({ message: 'Undone.', withCloseButton: true, autoClose: 5000 });
      } catch (error) {
        const problem = toProblem(error);
        notifications.show({
          message: `Not undone: ${problem.title} ${problem.remedy}`,
          autoClose: false,
        });
      }
      await refresh();
    };
    notifications.show({
      id,
      autoClose: 10_000,
      closeButtonProps: { 'aria-label': 'Dismiss' },
      message: (
        <span className="line">
          <span className="grow">{message}</span>
          {changeId ? (
            <Button size="xs" onClick={() => void undo()}>
              Undo
            </Button>
          ) : null}
        </span>
      ),
    });
  };
}
