import { getRouteApi } from '@tanstack/react-router';
import { AccessViews } from '../../shared-ui/access-views.tsx';
import { EmptyState } from '../../shared-ui/empty-state.tsx';
import { PageBody, PageHeader } from '../../shared-ui/page.tsx';
import { Panel } from '../../shared-ui/panel.tsx';
import { Answer } from './answer.tsx';
import './check-access.css';
import { askedOf } from './check-search.ts';
import { QuestionForm } from './question-form.tsx';
import { RecentChecks, useRecentChecks } from './recent-checks.tsx';

const route = getRouteApi('/frame/check-access');

/** May this person do this, here, then? The answer in words, the chain behind it, and what would mend a no. */
export function CheckAccessPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { recent, remember } = useRecentChecks();
  const asked = askedOf(search);
  return (
    <>
      <PageHeader
        title="Check access"
        lead="Ask as you would ask a colleague. The answer is the one that every module gets."
      />
      <AccessViews permission={search.permission} place={search.place} />
      <PageBody>
        <div className="stack check-access">
          <Panel>
            <QuestionForm
              value={search}
              onChange={(next) => void navigate({ search: next, replace: true })}
            />
          </Panel>
          {asked ? (
            <Answer asked={asked} onAnswer={remember} />
          ) : (
            <div className="frame">
              <EmptyState title="Choose a person, an act and a place">
                The answer is the one that the platform’s modules get, with the reason.
              </EmptyState>
            </div>
          )}
          <RecentChecks recent={recent} except={asked} />
        </div>
      </PageBody>
    </>
  );
}
