import {
  IconAlertCircle,
  IconAlertTriangle,
  IconCircleCheck,
  IconInfoCircle,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tone } from './tone.ts';
import './note.css';

interface NoteProps {
  readonly tone?: Tone;
  readonly title?: ReactNode;
  readonly icon?: ReactNode;
  readonly role?: 'alert' | 'status';
  readonly children?: ReactNode;
}

const icons: Record<Tone, ReactNode> = {
  neutral: <IconInfoCircle className="i" aria-hidden />,
  info: <IconInfoCircle className="i" aria-hidden />,
  positive: <IconCircleCheck className="i" aria-hidden />,
  caution: <IconAlertTriangle className="i" aria-hidden />,
  danger: <IconAlertCircle className="i" aria-hidden />,
};

/** A remark beside the work: meaning by icon, words and a coloured cut. */
export function Note({ tone = 'neutral', title, icon, role, children }: NoteProps) {
  return (
    <div className={`note note-${tone}`} role={role}>
      {icon ?? icons[tone]}
      <div className="grow">
        {title ? <b>{title}</b> : null}
        {children ? <div>{children}</div> : null}
      </div>
    </div>
  );
}
