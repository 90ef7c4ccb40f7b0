import type { Session } from '@latchkey/contract';
import { IconLock } from '@tabler/icons-react';
import './banner.css';

/** While self-serve is off: what that means, and whom to ask; on every page. */
export function SelfServeBanner({ organization }: { organization: Session['organization'] }) {
  const { name, platformName, support } = organization;
  return (
    <section className="banner banner-calm" aria-label="Self-serve">
      <IconLock className="i" aria-hidden />
      <p className="grow">
        <b>Self-serve is not switched on for {name} yet.</b> You can look at everything; changes are
        made by {platformName} for you.{' '}
        {support === null ? (
          `Ask your contact at ${platformName} to make a change or to switch it on.`
        ) : (
          <>
            To have something changed, or to switch it on, ask{' '}
            <a href={support.includes('://') ? support : `mailto:${support}`}>{support}</a>.
          </>
        )}
      </p>
    </section>
  );
}
