import './panel.css';
import type { ReactNode } from 'react';
import './door-page.css';
import { useDocumentTitle } from './page.tsx';

interface DoorPageProps {
  readonly title: string;
  /** The platform or organization whose door this is. */
  readonly platformName?: string;
  readonly children: ReactNode;
  readonly below?: ReactNode;
}

/** A page outside the console: signing in, activating, resetting. */
export function DoorPage({ title, platformName = 'Latchkey', children, below }: DoorPageProps) {
  useDocumentTitle(title);
  return (
    <div className="door">
      <header className="door-top line">
        <span className="initials app-mark" aria-hidden>
          {platformName.slice(0, 1)}
        </span>
        <b>{platformName}</b>
      </header>
      <main className="door-leaf frame">
        <section className="door-section">
          <h1>{title}</h1>
          {children}
        </section>
      </main>
      {below ? <footer className="door-bottom sub">{below}</footer> : null}
    </div>
  );
}
