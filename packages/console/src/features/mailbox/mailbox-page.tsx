import { PageBody, PageHeader } from '../../shared-ui/page.tsx';

export function MailboxPage() {
  return (
    <>
      <PageHeader title="Mailbox" />
      <PageBody>{null}</PageBody>
    </>
  );
}
