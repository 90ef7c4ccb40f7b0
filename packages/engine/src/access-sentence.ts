import type { Instant } from './ids.ts';
import type { Role } from './state.ts';

/** Part of an access sentence: strong is what is granted or affected, `not` is what is refused or taken. */
export interface SentencePart {
  readonly text: string;
  readonly tone: 'plain' | 'strong' | 'not';
}

export interface SentenceGrant {
  readonly setNames: readonly string[];
  /** `West zone`, `Store 31 · Kings Wharf`, `the whole organization`. */
  readonly placeLabel: string;
  /** What lies below in words: `41 stores`; null when the place is a single one. */
  readonly placeTotal: string | null;
  /** Whether what is added below later is reached too. */
  readonly includesNew: boolean;
  readonly endsAt: Instant | null;
}

export interface AccessSentenceInput {
  readonly subject: string;
  readonly tense: 'can' | 'will be able to';
  readonly role: Role;
  readonly grants: readonly SentenceGrant[];
  readonly accessEndsAt: Instant | null;
  /** IANA name: `Asia/Kolkata`. */
  readonly timeZone: string;
  readonly now: Instant;
}

/** Who can do what, where and until when, in words: the one place where this sentence is made. */
export declare function accessSentence(input: AccessSentenceInput): SentencePart[];
export declare function sentenceText(parts: readonly SentencePart[]): string;
