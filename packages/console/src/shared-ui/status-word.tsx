import type { ComponentType } from 'react';
import type { Tone } from './tone.ts';
import './status-word.css';

interface StatusWordProps {
  readonly tone: Tone;
  readonly icon: ComponentType<{ className?: string; 'aria-hidden'?: boolean }>;
  readonly children: string;
}

/** A state as icon and word: only the icon is coloured, so that a page of "Active" stays calm. */
export function StatusWord({ tone, icon: Icon, children }: StatusWordProps) {
  return (
    <span className="status-word">
      <Icon className={`i ${tone === 'neutral' ? 'dim' : tone}`} aria-hidden />
      {children}
    </span>
  );
}
