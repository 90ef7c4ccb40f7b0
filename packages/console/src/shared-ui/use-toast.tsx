import type { ChangeReceipt } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { toProblem } from '../api/api-problem.ts';
import { request } from '../api/request.ts';
import { useRefresh } from '../api/use-refresh.ts';
import { focusIfLost } from './use-focus-back.ts';

interface ShowToast {
  /** Something was done; with a change there is an undo, with several an undo of all of them. */
  (message: string, changes?: string | null | readonly string[]): void;
  /** For an act without a dialog that could say so inline; stays until dismissed. */
  failed: (message: string) => void;
}

const dismiss = { 'aria-label': 'Dismiss' };

const showFailure = (message: string) => {
  notifications.show({
    message,
    autoClose: false,
    closeButtonProps: dismiss,
    className: 'toast-failed',
  });
};

/** Says that something was done, with an undo where there is one. */
export function useToast(): ShowToast {
  const refresh = useRefresh();
  const show = (message: string, changes?: string | null | readonly string[]) => {
    const changeIds = typeof changes === 'string' ? [changes] : (changes ?? []);
    const id = crypto.randomUUID();
    const undo = async () => {
      notifications.hide(id);
      try {
        // The newest first: what came later may stand on what was before.
        for (const changeId of changeIds.toReversed())
          await request<ChangeReceipt>('POST', `/v1/changes/${changeId}/undo`);
        notifications.show({ message: 'Undone.', closeButtonProps: dismiss });
      } catch (error) {
        const problem = toProblem(error);
        showFailure(`Not undone: ${problem.title} ${problem.remedy}`);
      }
      await refresh();
      focusIfLost();
    };
    notifications.show({
      id,
      autoClose: 10_000,
      closeButtonProps: dismiss,
      message: (
        <span className="line">
          <span className="grow">{message}</span>
          {changeIds.length > 0 ? (
            <Button size="xs" onClick={() => void undo()}>
              Undo
            </Button>
          ) : null}
        </span>
      ),
    });
  };
  return Object.assign(show, { failed: showFailure });
}
