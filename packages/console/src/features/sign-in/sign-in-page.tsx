import type { SignInWays as Ways } from '@latchkey/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../api/request.ts';
import { DoorPage } from '../../shared-ui/door-page.tsx';
import { AskResetForm } from './ask-reset-form.tsx';
import { ChooseAfterProvider } from './choose-after-provider.tsx';
import { ChooseOrganization } from './choose-organization.tsx';
import { SignInFailure } from './sign-in-failure.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { SignInWays } from './sign-in-ways.tsx';
import { leadsAbove, type Organizations, useEnter } from './use-enter.ts';

const route = getRouteApi('/sign-in');

type Step =
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'choose'; readonly organizations: Organizations }
  | { readonly kind: 'choose-after-provider' }
  | { readonly kind: 'ask-reset'; readonly address: string };

const titles = {
  'sign-in': 'Sign in',
  choose: 'Choose an organization',
  'choose-after-provider': 'Choose an organization',
  'ask-reset': 'Reset your password',
};

export function SignInPage() {
  const { to, organization, problem, way, choose } = route.useSearch();
  const enter = useEnter(to);
  const ways = useQuery({
    queryKey: ['sign-in-ways', organization],
    queryFn: ({ signal }) =>
      request<Ways>('GET', '/v1/sign-in/ways', { query: { organization }, signal }),
  });
  const [step, setStep] = useState<Step>({ kind: choose ? 'choose-after-provider' : 'sign-in' });
  return (
    <DoorPage
      title={titles[step.kind]}
      {...(ways.data ? { platformName: ways.data.platformName } : {})}
    >
      {step.kind === 'sign-in' ? (
        <>
          {problem ? <SignInFailure problem={problem} way={way} /> : null}
          <SignInForm
            onAnswer={(answer) =>
              answer.signedInTo === null && !leadsAbove(answer, to)
                ? setStep({ kind: 'choose', organizations: answer.organizations })
                : enter(answer)
            }
            onForgotten={(address) => setStep({ kind: 'ask-reset', address })}
          />
          <SignInWays
            providers={ways.data?.providers ?? []}
            to={to}
            again={problem === 'unknown_identity'}
          />
        </>
      ) : null}
      {step.kind === 'choose-after-provider' ? <ChooseAfterProvider onEntered={enter} /> : null}
      {step.kind === 'choose' ? (
        <ChooseOrganization organizations={step.organizations} onEntered={enter} />
      ) : null}
      {step.kind === 'ask-reset' ? (
        <AskResetForm address={step.address} onBack={() => setStep({ kind: 'sign-in' })} />
      ) : null}
    </DoorPage>
  );
}
