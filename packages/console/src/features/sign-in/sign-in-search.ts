export interface SignInSearch {
  /** Where to go on to. */
  readonly to?: string | undefined;
  /** Whose own identity provider is offered. */
  readonly organization?: string | undefined;
  /** Why an identity provider's page led back here, and how to sign in instead. */
  readonly problem?: string | undefined;
  readonly way?: string | undefined;
  /** Signed in, and at home in several organizations. */
  readonly choose?: boolean | undefined;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

export const signInSearch = (search: Record<string, unknown>): SignInSearch => ({
  to: text(search['to']),
  organization: text(search['organization']),
  problem: text(search['problem']),
  way: text(search['way']),
  choose: search['choose'] === true ? true : undefined,
});
