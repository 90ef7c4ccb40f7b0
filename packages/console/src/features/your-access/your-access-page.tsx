import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAccessModel } from '../../api/access-model.ts';
import { toProblem } from '../../api/api-problem.ts';
import { memberQuery } from '../../api/member.ts';
import { useSession } from '../../api/session.ts';
import { sentenceText } from '../../shared-ui/access-sentence.tsx';
import { FoldedSentence } from '../../shared-ui/folded-sentence.tsx';
import { GrantList } from '../../shared-ui/grant-list/grant-list.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { Panel } from '../../shared-ui/panel.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { YourPlaces } from './your-places.tsx';

/** What the signed-in person may do: where everybody without people to manage begins. */
export function YourAccessPage() {
  const { member, organization } = useSession();
  const model = useAccessModel();
  const query = useQuery(memberQuery(member.id));
  return (
    <>
      <PageHeader
        title="Your access"
        lead={`In ${organization.name}, on ${organization.platformName}`}
      />
      <PageBody>
        <div className="stack">
          {query.error ? (
            <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />
          ) : null}
          {query.data ? (
            <Panel title="What you can do">
              {query.data.sentences.map((sentence) => (
                <FoldedSentence key={sentenceText(sentence)} parts={sentence} />
              ))}
            </Panel>
          ) : null}
          {query.data && query.data.grants.length > 0 ? (
            <Panel title="Where it comes from">
              <GrantList grants={query.data.grants} by="place" />
            </Panel>
          ) : null}
          {model.assignment === 'direct' ? <YourPlaces /> : null}
          {query.isPending ? <Skeleton height={160} /> : null}
        </div>
      </PageBody>
    </>
  );
}
