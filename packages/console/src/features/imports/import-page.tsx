import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function ImportPage() {
  return (
    <>
      <PageHeader title="Import" />
      <PageBody>{null}</PageBody>
    </>
  );
}
