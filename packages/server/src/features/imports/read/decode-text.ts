import iconv from 'iconv-lite';

export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';

const sampled = 4096;

/** What the bytes say, whatever program saved them: byte order mark first, then the pattern of zero bytes, then UTF-8, then the Western Windows page. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const encoding = encodingOf(bytes);
  if (encoding === 'UTF-8') return { text: new TextDecoder('utf-8').decode(bytes), encoding };
  const text = iconv.decode(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    encoding,
  );
  return { text: text.startsWith('\uFEFF') ? text.slice(1) : text, encoding };
}

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE';
  const zeros = zeroBytes(bytes.subarray(0, sampled));
  if (zeros.second > 0.3 && zeros.first < 0.05) return 'UTF-16LE';
  if (zeros.first > 0.3 && zeros.second < 0.05) return 'UTF-16BE';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'UTF-8';
  } catch {
    return 'Windows-1252';
  }
}

/** Latin letters in UTF-16 have a zero in every second byte: which one tells the byte order. */
function zeroBytes(sample: Uint8Array): { first: number; second: number } {
  const pairs = Math.floor(sample.length / 2);
  if (pairs === 0) return { first: 0, second: 0 };
  let first = 0;
  let second = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (sample[2 * pair] === 0) first++;
    if (sample[2 * pair + 1] === 0) second++;
  }
  return { first: first / pairs, second: second / pairs };
}
