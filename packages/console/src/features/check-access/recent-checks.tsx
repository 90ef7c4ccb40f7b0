import type { AccessCheck } from '@latchkey/contract';
import { useSessionStorage } from '@mantine/hooks';
import { IconCheck, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useSession } from '../../api/session.ts';
import { sentenceText } from '../../shared-ui/access-sentence.tsx';
import { Panel } from '../../shared-ui/panel.tsx';
import type { AskedCheck } from './check-search.ts';

interface RecentCheck {
  readonly asked: AskedCheck;
  readonly text: string;
  readonly allowed: boolean;
}

const kept = 8;
const sameQuestion = (one: AskedCheck, other: AskedCheck) =>
  JSON.stringify(one) === JSON.stringify(other);

/** What this person asked in this window, newest first; it goes with the window. */
export function useRecentChecks() {
  const { member } = useSession();
  const [recent, setRecent] = useSessionStorage<readonly RecentCheck[]>({
    key: `latchkey.checks.${member.id}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const remember = useCallback(
    (asked: AskedCheck, { sentence, allowed }: AccessCheck) =>
      setRecent((known) => [
        { asked, text: sentenceText(sentence), allowed },
        ...known.filter((other) => !sameQuestion(other.asked, asked)).slice(0, kept - 1),
      ]),
    [setRecent],
  );
  return { recent, remember };
}

interface RecentChecksProps {
  readonly recent: readonly RecentCheck[];
  /** The question on screen, which needs no second mention. */
  readonly except: AskedCheck | null;
}

export function RecentChecks({ recent, except }: RecentChecksProps) {
  const shown = recent.filter(({ asked }) => except === null || !sameQuestion(asked, except));
  if (shown.length === 0) return null;
  return (
    <Panel title="Asked before">
      <ul className="recent-checks">
        {shown.map(({ asked, text, allowed }) => (
          <li key={JSON.stringify(asked)}>
            {allowed ? (
              <IconCheck className="i positive" aria-hidden />
            ) : (
              <IconX className="i danger" aria-hidden />
            )}
            <Link to="/check-access" search={{ ...asked }}>
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
