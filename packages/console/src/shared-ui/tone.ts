/** The four meanings, and none. */
export type Tone = 'neutral' | 'positive' | 'caution' | 'danger' | 'info';
