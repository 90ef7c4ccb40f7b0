import type { ReactNode } from 'react';
import { useEffect } from 'react';
import './page.css';

interface PageHeaderProps {
  readonly title: string;
  /** Where the page lies: links to the pages above it. */
  readonly crumb?: ReactNode;
  /** One line below the title. */
  readonly lead?: ReactNode;
  /** The one main act, and at most two others. */
  readonly acts?: ReactNode;
}

/** Where you are, and the one main act. */
export function PageHeader({ title, crumb, lead, acts }: PageHeaderProps) {
  useDocumentTitle(title);
  return (
    <header className="page-header">
      <div className="grow">
        {crumb ? <div className="page-crumb">{crumb}</div> : null}
        <h1>{title}</h1>
        {lead ? <div className="sub">{lead}</div> : null}
      </div>
      {acts ? <div className="page-acts">{acts}</div> : null}
    </header>
  );
}

export function PageBody({ children }: { children: ReactNode }) {
  return <div className="page-body">{children}</div>;
}

export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Latchkey`;
  }, [title]);
}
