import type { Subject } from './options.ts';

export interface NamedSubject {
  readonly type: string;
  readonly id: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface NamedResource {
  readonly type: string;
  readonly id: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export const subjectOf = (subject: Subject): NamedSubject =>
  typeof subject === 'string' ? { type: 'user', id: subject } : subject;
