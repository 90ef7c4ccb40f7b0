import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function AccountPage() {
  return (
    <>
      <PageHeader title="Account" />
      <PageBody>{null}</PageBody>
    </>
  );
}
