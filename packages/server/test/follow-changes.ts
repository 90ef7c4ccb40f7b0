/** One event of the stream, parsed. */
export interface FollowedEvent {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: the test says what it expects.
  readonly data: any;
}

export interface Following extends AsyncDisposable {
  readonly status: number;
  readonly events: readonly FollowedEvent[];
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
}

/** Opens the stream of changes and gathers what comes. */
export async function followChanges(
  url: string,
  { key, after, epoch }: { readonly key: string; readonly after: number; readonly epoch: string },
): Promise<Following> {
  const abort = new AbortController();
  const answer = await fetch(`${url}/changes?after=${after}&epoch=${epoch}`, {
    headers: { authorization: `Bearer ${key}` },
    signal: abort.signal,
  });
  const events: FollowedEvent[] = [];
  const ended = gather(answer, events).catch(() => {});
  return {
    status: answer.status,
    events,
    ended,
    async [Symbol.asyncDispose]() {
      abort.abort();
      await ended;
    },
  };
}

async function gather(answer: Response, events: FollowedEvent[]): Promise<void> {
  if (!answer.body || answer.status !== 200) return;
  let rest = '';
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      events.push({ event, data: JSON.parse(data) });
    }
  }
}
