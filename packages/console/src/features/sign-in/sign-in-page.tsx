import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function SignInPage() {
  return (
    <>
      <PageHeader title="Sign in" />
      <PageBody>{null}</PageBody>
    </>
  );
}
