import type { InviteAnswer } from '@latchkey/contract';
import { Button } from '@mantine/core';
import { IconDownload, IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { toProblem } from '../../api/api-problem.ts';
import { useWords } from '../../api/model-words.ts';
import { request } from '../../api/request.ts';
import { useSession } from '../../api/session.ts';
import { useRefresh } from '../../api/use-refresh.ts';
import { AccessSentence } from '../../shared-ui/access-sentence.tsx';
import { Note } from '../../shared-ui/note.tsx';
import { countText, numberText, peopleText } from '../../shared-ui/number-text.ts';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { PageTrail } from '../../shared-ui/page-trail.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { type AddPeopleDraft, inviteRequestOf } from './add-people-draft.ts';
import type { Standing } from './address-standing.ts';
import { mergeAnswers, resultCsv } from './invitation-answers.ts';
import { ResultLine } from './result-line.tsx';

interface InvitationResultsProps {
  readonly draft: AddPeopleDraft;
  readonly people: readonly Standing[];
  readonly answer: InviteAnswer;
  readonly onAnswer: (answer: InviteAnswer) => void;
  readonly onAddMore: () => void;
}

/** What became of every address; the ones that failed can be tried again. */
export function InvitationResults(props: InvitationResultsProps) {
  const { draft, people, answer, onAnswer, onAddMore } = props;
  const session = useSession();
  const words = useWords();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const failed = answer.results.filter((each) => each.result === 'refused');
  const retry = useMutation({
    mutationFn: () => {
      const again = new Set(failed.map((each) => each.address));
      const chosen = people.filter(({ entry, checked }) =>
        again.has(checked?.address ?? entry.entered),
      );
      const body = inviteRequestOf(draft, chosen, session.organization.id);
      return request<InviteAnswer>('POST', '/v1/invitations', { body });
    },
    onSuccess: async (second) => {
      onAnswer(mergeAnswers(answer, second));
      await refresh();
    },
  });
  const download = () => {
    const link = document.createElement('a');
    const url = URL.createObjectURL(new Blob([resultCsv(answer)], { type: 'text/csv' }));
    link.href = url;
    link.download = 'invitations.csv';
    link.click();
    URL.revokeObjectURL(url);
  };

  return (
    <>
      <PageHeader
        title={resultTitle(answer, session.features.mail)}
        crumb={
          <PageTrail page="people">
            <Link to="/people">{words.people}</Link>
          </PageTrail>
        }
        acts={
          <>
            <Button onClick={onAddMore}>Add more people</Button>
            <Button
              variant="filled"
              onClick={() => void navigate({ to: '/people', search: { tab: 'invitations' } })}
            >
              See invitations
            </Button>
          </>
        }
      />
      <PageBody>
        <div className="add-results stack">
          <AccessSentence parts={answer.sentence} />
          {session.features.mail ? null : (
            <Note tone="caution" title="No mail server is set up.">
              The invitations wait. Copy each link and hand it over
              {session.features.mailbox ? (
                <>
                  , or look into the <Link to="/mailbox">mailbox</Link> of the demo
                </>
              ) : null}
              .
            </Note>
          )}
          {retry.error ? <ProblemNote problem={toProblem(retry.error)} /> : null}
          <section className="frame" aria-label="Result per address">
            <ul>
              {answer.results.map((result) => (
                <ResultLine key={result.address} result={result} />
              ))}
            </ul>
            <footer className="panel-footer">
              {failed.length > 0 ? (
                <Button
                  leftSection={<IconRefresh />}
                  loading={retry.isPending}
                  onClick={() => retry.mutate()}
                >
                  Retry {numberText(failed.length)} failed
                </Button>
              ) : null}
              <span className="grow" />
              <Button leftSection={<IconDownload />} onClick={download}>
                Download result
              </Button>
            </footer>
          </section>
        </div>
      </PageBody>
    </>
  );
}

/** Without a mail server people are invited, but nothing is sent. */
function resultTitle({ invited, refused }: InviteAnswer, mail: boolean): string {
  const done = mail
    ? `${countText(invited, 'invitation', 'invitations')} sent`
    : `${peopleText(invited)} invited`;
  if (refused === 0) return done;
  return invited === 0 ? 'Nobody was invited' : `${done}, ${numberText(refused)} refused`;
}
