/** A request that is answered with an error and a sentence, never with a decision. */
export class RefusedRequest extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 503;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: RefusedRequest['status'],
    message: string,
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = 'RefusedRequest';
    this.status = status;
    this.headers = headers;
  }
}
