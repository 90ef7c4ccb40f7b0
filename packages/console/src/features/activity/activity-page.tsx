import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function ActivityPage() {
  return (
    <>
      <PageHeader title="Activity" />
      <PageBody>{null}</PageBody>
    </>
  );
}
