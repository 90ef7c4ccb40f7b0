import type { ReactNode } from 'react';
import './empty-state.css';

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** One primary act. */
  readonly act?: ReactNode;
}

/** A list that holds nothing: why, and the one thing to do. */
export function EmptyState({ title, children, act }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <h2>{title}</h2>
      {children ? <p className="sub">{children}</p> : null}
      {act ? <div className="line">{act}</div> : null}
    </div>
  );
}
