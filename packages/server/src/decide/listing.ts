import type { Page, PageRequest } from '@latchkey/engine';

/** What is found: page by page in one order, each in the words of the wire. */
export interface Listing {
  readonly page: (page: PageRequest) => Page<string>;
  readonly text: (id: string) => string;
}
