import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function CheckAccessPage() {
  return (
    <>
      <PageHeader title="Check access" />
      <PageBody>{null}</PageBody>
    </>
  );
}
