import type { SignInAnswer } from '@latchkey/contract';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { DoorPage } from '../../shared-ui/door-page.tsx';
import { linkToken } from '../../shared-ui/link-token.ts';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { ChooseOrganization } from './choose-organization.tsx';
import { leadsAbove, useEnter } from './use-enter.ts';

/** The link that the demo server prints: it signs in at once, as it was never in a mail. */
export function SignInByLinkPage() {
  const enter = useEnter();
  const sent = useRef(false);
  const { mutate, data, error } = useMutation({
    mutationFn: (token: string) =>
      request<SignInAnswer>('POST', '/v1/sign-in/link', { body: { token } }),
    onSuccess: (answer) =>
      answer.signedInTo === null && !leadsAbove(answer) ? undefined : enter(answer),
  });
  useEffect(() => {
    if (sent.current) return;
    sent.current = true;
    mutate(linkToken());
  }, [mutate]);

  if (error) {
    return (
      <DoorPage title="This link does not sign you in">
        <ProblemNote problem={toProblem(error)} />
        <p>
          <Link to="/sign-in" search={{}}>
            Sign in with your password
          </Link>
        </p>
      </DoorPage>
    );
  }
  if (data && data.signedInTo === null && !leadsAbove(data)) {
    return (
      <DoorPage title="Choose an organization">
        <ChooseOrganization organizations={data.organizations} onEntered={enter} />
      </DoorPage>
    );
  }
  return (
    <DoorPage title="Signing in">
      <p className="sub" role="status">
        One moment.
      </p>
    </DoorPage>
  );
}
