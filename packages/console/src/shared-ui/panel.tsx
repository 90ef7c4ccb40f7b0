import type { ReactNode } from 'react';
import './panel.css';

interface PanelProps {
  readonly title?: ReactNode;
  readonly lead?: ReactNode;
  /** Beside the title. */
  readonly acts?: ReactNode;
  readonly footer?: ReactNode;
  /** Content that brings its own padding, such as a table. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** What holds things: a frame with tight corners. */
export function Panel({ title, lead, acts, footer, flush = false, children }: PanelProps) {
  return (
    <section className="frame">
      {title ? (
        <header className="panel-header">
          <div className="grow">
            <h2>{title}</h2>
            {lead ? <p className="sub">{lead}</p> : null}
          </div>
          {acts}
        </header>
      ) : null}
      <div className={flush ? undefined : 'pad'}>{children}</div>
      {footer ? <footer className="panel-footer">{footer}</footer> : null}
    </section>
  );
}
