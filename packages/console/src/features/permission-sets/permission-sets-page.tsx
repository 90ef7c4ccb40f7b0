import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function PermissionSetsPage() {
  return (
    <>
      <PageHeader title="Permission sets" />
      <PageBody>{null}</PageBody>
    </>
  );
}
