import type { ReactNode } from 'react';
import type { Tone } from './tone.ts';
import './tag.css';

interface TagProps {
  readonly children: ReactNode;
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  /** A quiet remark rather than a thing that is held. */
  readonly plain?: boolean;
}

/** Something one holds: a set, a state. A tone always comes with its word, never colour alone. */
export function Tag({ children, tone = 'neutral', icon, plain = false }: TagProps) {
  return (
    <span className={`tag tag-${tone}${plain ? ' tag-plain' : ''}`}>
      {icon}
      <span className="ellipsis">{children}</span>
    </span>
  );
}
