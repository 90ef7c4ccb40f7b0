import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function SignInByLinkPage() {
  return (
    <>
      <PageHeader title="Sign in" />
      <PageBody>{null}</PageBody>
    </>
  );
}
