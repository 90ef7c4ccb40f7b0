import type { Readable } from 'node:stream';

const lineFeed = 0x0a;

/** The lines of a stream with their line feeds. Line feeds alone end a line: other characters that look like it are data. */
export async function* readLines(input: Readable): AsyncGenerator<Buffer, void> {
  let rest: Buffer[] = [];
  for await (const chunk of input) {
    const bytes: Buffer = chunk;
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      const line = bytes.subarray(start, end + 1);
      yield rest.length === 0 ? line : Buffer.concat([...rest, line]);
      rest = [];
      start = end + 1;
    }
    if (start < bytes.length) rest.push(bytes.subarray(start));
  }
}
