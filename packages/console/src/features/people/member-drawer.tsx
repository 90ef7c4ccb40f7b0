import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function MemberDrawer() {
  return (
    <>
      <PageHeader title="Person" />
      <PageBody>{null}</PageBody>
    </>
  );
}
