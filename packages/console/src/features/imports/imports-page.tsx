import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function ImportsPage() {
  return (
    <>
      <PageHeader title="Imports" />
      <PageBody>{null}</PageBody>
    </>
  );
}
