import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function PermissionSetPage() {
  return (
    <>
      <PageHeader title="Permission set" />
      <PageBody>{null}</PageBody>
    </>
  );
}
