import type { Session } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { request } from '../api/request.ts';
import { useSession } from '../api/session.ts';
import { useSessionEnded } from '../api/session-ended.ts';
import { Dialog } from '../shared-ui/dialog.tsx';

const askAgainMs = 3000;

/** When the session ends, the page stays with all that was typed until the same person is signed in again. */
export function SessionEndedDialog() {
  const [ended, setEnded] = useState(false);
  useSessionEnded(useCallback(() => setEnded(true), []));
  return ended ? <SessionEnded onBack={() => setEnded(false)} /> : null;
}

function SessionEnded({ onBack }: { onBack: () => void }) {
  const { member } = useSession();
  const queryClient = useQueryClient();
  const router = useRouter();
  useEffect(() => {
    const look = async () => {
      const session = await request<Session>('GET', '/v1/session').catch(() => null);
      if (session === null) return;
      // Whoever else is signed in now sees nothing of what stands here.
      if (session.member.id !== member.id) return window.location.reload();
      onBack();
      // What did arrive stays as it is: asking for all of it again would take forms away.
      await queryClient.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
    };
    const timer = setInterval(() => void look(), askAgainMs);
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
    };
  }, [member.id, onBack, queryClient]);
  const here = router.latestLocation.href;
  const leave = () => void router.navigate({ to: '/sign-in', search: { to: here }, replace: true });
  return (
    <Dialog
      title="Your session has ended"
      onClose={leave}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <div className="stack">
        <p>
          What you typed is still here. Sign in again in a new tab, then come back to this one and
          go on.
        </p>
        <div className="line" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={leave}>Leave this page</Button>
          <Button
            component="a"
            href="/sign-in"
            target="_blank"
            rel="noopener"
            variant="filled"
            data-autofocus
          >
            Sign in in a new tab
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
