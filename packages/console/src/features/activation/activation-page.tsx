import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function ActivationPage() {
  return (
    <>
      <PageHeader title="Invitation" />
      <PageBody>{null}</PageBody>
    </>
  );
}
