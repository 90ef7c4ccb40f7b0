import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { NewPasswordField } from '../../shared-ui/new-password-field.tsx';
import { Panel } from '../../shared-ui/panel.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { useToast } from '../../shared-ui/use-toast.tsx';

export function ChangePassword() {
  const toast = useToast();
  const refresh = useRefresh();
  const [currentPassword, setCurrentPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const change = useMutation({
    mutationFn: () =>
      request<null>('POST', '/v1/password/change', { body: { currentPassword, newPassword } }),
    onSuccess: async () => {
      setCurrentPassword('');
      setNewPassword('');
      toast('Password changed. All other sessions have ended.');
      await refresh();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <Panel
        title="Password"
        footer={
          <Button
            type="submit"
            variant="filled"
            loading={change.isPending}
            disabled={currentPassword === '' || newPassword === ''}
          >
            Change password
          </Button>
        }
      >
        <div className="stack">
          {change.error ? <ProblemNote problem={toProblem(change.error)} /> : null}
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            value={currentPassword}
            onChange={(event) => setCurrentPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': 'Show current password', tabIndex: 0 }}
          />
          <NewPasswordField value={newPassword} onChange={setNewPassword} />
        </div>
      </Panel>
    </form>
  );
}
