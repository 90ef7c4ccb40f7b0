/** Why no answer could be had: a code of the server's list, or one of the failures on the way. */
export class LatchkeyError extends Error {
  /** `unreachable`, `timed_out`, `unreadable_answer`, `unknown_organization`, or the server's own problem code. */
  readonly code: string;
  /** HTTP status; null when no answer arrived. */
  readonly status: number | null;
  readonly requestId: string | null;

  constructor(
    code: string,
    message: string,
    options: { status?: number; requestId?: string | null; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'LatchkeyError';
    this.code = code;
    this.status = options.status ?? null;
    this.requestId = options.requestId ?? null;
  }
}

export const unknownOrganization = (organizationId: string, cause?: LatchkeyError): LatchkeyError =>
  new LatchkeyError('unknown_organization', `There is no organization \`${organizationId}\`.`, {
    cause,
    ...(cause?.status && { status: cause.status, requestId: cause.requestId }),
  });
