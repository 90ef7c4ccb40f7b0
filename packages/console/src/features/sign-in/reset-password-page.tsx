import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function ResetPasswordPage() {
  return (
    <>
      <PageHeader title="Reset password" />
      <PageBody>{null}</PageBody>
    </>
  );
}
