import Papa from 'papaparse';

export type Separator = ',' | ';' | '\t' | '|';
const candidates: readonly Separator[] = [',', ';', '\t', '|'];
const sampledCharacters = 64_000;
const sampledRows = 50;

/**
 * The character between the cells: the one whose header row has the most names we know,
 * then the one that cuts the rows most evenly, then the one with the most columns.
 * Lists inside a cell use separators too, so counting alone would be fooled.
 */
export function sniffSeparator(text: string, knowsHeader: (header: string) => boolean): Separator {
  const sample = wholeLines(text.slice(0, sampledCharacters), text.length > sampledCharacters);
  const scored = candidates.map((separator) => ({
    separator,
    score: score(sample, separator, knowsHeader),
  }));
  return scored.reduce((best, next) => (isBetter(next.score, best.score) ? next : best)).separator;
}

/** A sample that ends inside a row would make its last row look short. */
function wholeLines(sample: string, cut: boolean): string {
  const end = sample.lastIndexOf('\n');
  return cut && end > 0 ? sample.slice(0, end) : sample;
}

type Score = readonly [known: number, evenness: number, columns: number];

function score(
  sample: string,
  separator: Separator,
  knowsHeader: (header: string) => boolean,
): Score {
  const { data } = Papa.parse<string[]>(sample, {
    delimiter: separator,
    preview: sampledRows,
    skipEmptyLines: 'greedy',
  });
  const [header, ...rows] = data;
  if (!header || header.length < 2) return [header?.filter(knowsHeader).length ?? 0, 0, 1];
  const even = rows.filter((row) => row.length === header.length).length;
  return [
    header.filter(knowsHeader).length,
    rows.length === 0 ? 1 : even / rows.length,
    header.length,
  ];
}

function isBetter(a: Score, b: Score): boolean {
  if (a[0] !== b[0]) return a[0] > b[0];
  if (a[1] !== b[1]) return a[1] > b[1];
  return a[2] > b[2];
}
