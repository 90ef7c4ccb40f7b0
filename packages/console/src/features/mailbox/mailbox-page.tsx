import type { CaughtMail } from '@latchkey/contract';
import { Button, Skeleton } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { Timestamp } from '../../shared-ui/timestamp.tsx';
import './mailbox-page.css';

const mailboxQuery = queryOptions({
  queryKey: ['mailbox'],
  queryFn: ({ signal }) => request<{ data: CaughtMail[] }>('GET', '/v1/mailbox', { signal }),
  refetchInterval: 4000,
});

/** What the demo would have mailed: to be read here, because no mail server is set up. */
export function MailboxPage() {
  const query = useQuery(mailboxQuery);
  const [openId, setOpenId] = useState<string | null>(null);
  const mails = query.data?.data ?? [];
  const open = mails.find((mail) => mail.id === openId) ?? mails[0];
  return (
    <main>
      <PageHeader
        title="Mailbox of the demo"
        crumb={<Link to="/people">Back to the console</Link>}
        lead="No mail server is set up, so nothing leaves this machine. Every mail waits here instead."
        acts={
          <Button leftSection={<IconRefresh className="i" />} onClick={() => void query.refetch()}>
            Look again
          </Button>
        }
      />
      <PageBody>
        {query.error ? (
          <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />
        ) : null}
        {query.isPending ? <Skeleton height={240} /> : null}
        {query.data && mails.length === 0 ? (
          <div className="frame">
            <EmptyState title="No mail yet">
              Invite somebody, and the invitation shows here a moment later.
            </EmptyState>
          </div>
        ) : null}
        {open ? (
          <div className="mailbox">
            <ul className="mailbox-list frame">
              {mails.map((mail) => (
                <li key={mail.id}>
                  <button
                    type="button"
                    aria-current={mail.id === open.id ? 'true' : undefined}
                    onClick={() => setOpenId(mail.id)}
                  >
                    <b className="ellipsis">{mail.subject}</b>
                    <span className="sub ellipsis">
                      {mail.to} · <Timestamp at={mail.at} />
                    </span>
                  </button>
                </li>
              ))}
            </ul>
            <section className="mailbox-mail frame" aria-label="Mail">
              <div className="mailbox-head">
                <h2>{open.subject}</h2>
                <span className="sub">To {open.to}</span>
              </div>
              <iframe
                title={open.subject}
                srcDoc={open.html}
                sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
              />
            </section>
          </div>
        ) : null}
      </PageBody>
    </main>
  );
}
