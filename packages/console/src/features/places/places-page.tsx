import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function PlacesPage() {
  return (
    <>
      <PageHeader title="Places" />
      <PageBody>{null}</PageBody>
    </>
  );
}
