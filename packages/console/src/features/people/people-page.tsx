import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function PeoplePage() {
  return (
    <>
      <PageHeader title="People" />
      <PageBody>{null}</PageBody>
    </>
  );
}
