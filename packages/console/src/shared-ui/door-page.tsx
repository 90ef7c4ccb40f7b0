import type { ReactNode } from 'react';
import './panel.css';
import './initials.css';
import './door-page.css';
import { useDocumentTitle } from './page.tsx';

interface DoorPageProps {
  readonly title: string;
  /** The platform whose door this is. */
  readonly platformName?: string;
  readonly children: ReactNode;
  /** Further parts of the leaf, each a `DoorSection`. */
  readonly sections?: ReactNode;
  readonly below?: ReactNode;
}

/** A page outside the console: signing in, activating, resetting. */
export function DoorPage(props: DoorPageProps) {
  const { title, platformName = 'Latchkey', children, sections, below } = props;
  useDocumentTitle(title);
  return (
    <div className="door">
      <header className="door-top line">
        <span className="initials door-mark" aria-hidden>
          {platformName.slice(0, 1)}
        </span>
        <b>{platformName}</b>
      </header>
      <main className="door-leaf frame">
        <DoorSection>
          <h1>{title}</h1>
          {children}
        </DoorSection>
        {sections}
      </main>
      {below ? <footer className="door-bottom sub">{below}</footer> : null}
    </div>
  );
}

export function DoorSection({ children }: { children: ReactNode }) {
  return <section className="door-section">{children}</section>;
}
