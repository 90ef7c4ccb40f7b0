/** One event of an event stream. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/** The events of a `text/event-stream` body as they arrive; `heard` is told of every piece, whole event or not. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  heard: () => void,
): AsyncGenerator<StreamEvent, void> {
  const decoder = new TextDecoder();
  let text = '';
  // A large change comes in many pieces: what has been searched for a line's end is not searched again.
  let searched = 0;
  let event = '';
  let data: string[] = [];
  for await (const chunk of body) {
    heard();
    text += decoder.decode(chunk, { stream: true });
    let start = 0;
    for (;;) {
      const end = text.indexOf('\n', Math.max(start, searched));
      if (end < 0) break;
      const line = text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
      start = end + 1;
      if (line === '') {
        if (data.length > 0) yield { event: event || 'message', data: data.join('\n') };
        event = '';
        data = [];
        continue;
      }
      const [name, value] = fieldOf(line);
      if (name === 'event') event = value;
      if (name === 'data') data.push(value);
    }
    text = text.slice(start);
    searched = text.length;
  }
}

/** `name: value`; a line without a colon is a name alone, one that begins with it a comment. */
function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  if (colon < 0) return [line, ''];
  return [line.slice(0, colon), line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)];
}
