import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function NewPermissionSetPage() {
  return (
    <>
      <PageHeader title="New permission set" />
      <PageBody>{null}</PageBody>
    </>
  );
}
