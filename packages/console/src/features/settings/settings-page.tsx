import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function SettingsPage() {
  return (
    <>
      <PageHeader title="Settings" />
      <PageBody>{null}</PageBody>
    </>
  );
}
