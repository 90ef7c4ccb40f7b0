import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function NewImportPage() {
  return (
    <>
      <PageHeader title="New import" />
      <PageBody>{null}</PageBody>
    </>
  );
}
