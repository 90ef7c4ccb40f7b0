import type { AccessCheck } from '@latchkey/contract';
import { Skeleton } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { toProblem } from '../../api/api-problem.ts';
import { request } from '../../api/request.ts';
import { SentenceParts, sentenceText } from '../../shared-ui/access-sentence.tsx';
import { CopyText } from '../../shared-ui/copy-text.tsx';
import { ProblemNote } from '../../shared-ui/problem-note.tsx';
import { exactText } from '../../shared-ui/time-text.ts';
import { AccessChain } from './access-chain.tsx';
import type { AskedCheck } from './check-search.ts';
import { Mending } from './mending.tsx';

const checkQuery = (asked: AskedCheck) =>
  queryOptions({
    queryKey: ['access-check', asked],
    queryFn: () => request<AccessCheck>('POST', '/v1/access-checks', { body: asked }),
    staleTime: 0,
  });

interface AnswerProps {
  readonly asked: AskedCheck;
  readonly onAnswer: (asked: AskedCheck, check: AccessCheck) => void;
}

/** Yes or no in words, the chain behind it, and what would mend a no. */
export function Answer({ asked, onAnswer }: AnswerProps) {
  const query = useQuery(checkQuery(asked));
  const check = query.data;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each answer, whatever the question's object is
  useEffect(() => {
    if (check) onAnswer(asked, check);
  }, [check, onAnswer]);
  const headline = useRef<HTMLHeadingElement>(null);
  return (
    <>
      <p className="sr" role="status">
        {check ? `${yesOrNo(check)} ${sentenceText(check.sentence)} ${check.because}` : ''}
      </p>
      {query.error ? (
        <ProblemNote problem={toProblem(query.error)} onRetry={query.refetch} />
      ) : null}
      {query.isPending ? <AnswerLoading /> : null}
      {check && !query.error ? (
        <section className="frame check-answer" aria-label="Answer" aria-busy={query.isFetching}>
          <header
            className={check.allowed ? 'check-answer-head' : 'check-answer-head check-answer-no'}
          >
            <span className="check-answer-seal">
              {check.allowed ? <IconCheck aria-hidden /> : <IconX aria-hidden />}
            </span>
            <div>
              <h2 ref={headline} tabIndex={-1}>
                {yesOrNo(check)} <SentenceParts parts={check.sentence} />
              </h2>
              <p className="sub">
                {check.because}
                {check.validUntil ? ` Until ${exactText(check.validUntil)}.` : ''}{' '}
                <span className="dim">
                  Asked for {exactText(check.at)}
                  {asked.at === undefined ? ', now' : ''}.
                </span>
              </p>
            </div>
          </header>
          <div
            className={check.allowed ? 'check-answer-body' : 'check-answer-body check-answer-split'}
          >
            <section>
              <h3>How we got there</h3>
              <AccessChain chain={check.chain} />
            </section>
            {check.allowed ? null : (
              <Mending
                asked={asked}
                check={check}
                onMended={() => headline.current?.focus({ preventScroll: true })}
              />
            )}
          </div>
          <footer className="panel-footer sub">
            <span className="grow">
              <Link to="/people/$memberId" params={{ memberId: asked.memberId }}>
                Open {check.person}
              </Link>
              {' · '}
              <Link
                to="/check-access/who"
                search={{ permission: asked.permission, place: asked.place, at: asked.at }}
              >
                Who can do this here?
              </Link>
            </span>
            <CopyText text={addressHere(asked)} label="Copy a link to this answer" words>
              Copy link
            </CopyText>
          </footer>
        </section>
      ) : null}
    </>
  );
}

const yesOrNo = ({ allowed }: AccessCheck) => (allowed ? 'Yes.' : 'No.');

/** As high as most answers. */
function AnswerLoading() {
  return (
    <div className="frame" aria-busy="true">
      <div className="check-answer-head">
        <Skeleton height={44} width={44} />
        <div className="grow stack-small">
          <Skeleton height={20} width="60%" />
          <Skeleton height={14} width="40%" />
        </div>
      </div>
      <div className="check-answer-body check-answer-loading">
        {[1, 2, 3, 4].map((link) => (
          <Skeleton key={link} height={24} width="min(420px, 90%)" />
        ))}
      </div>
    </div>
  );
}

/** With its question in the address an answer can be shown to a colleague. */
const addressHere = (asked: AskedCheck) =>
  `${window.location.origin}/check-access?${new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )}`;
