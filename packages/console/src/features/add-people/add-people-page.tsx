import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function AddPeoplePage() {
  return (
    <>
      <PageHeader title="Add people" />
      <PageBody>{null}</PageBody>
    </>
  );
}
