import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../http/problem.ts';
import { accessKind } from '../../../words/access-kind.ts';
import { headerKnower } from '../columns/match-columns.ts';
import { peopleFields } from '../columns/people-fields.ts';
import { readTable } from './read-table.ts';

const knowsHeader = headerKnower(
  peopleFields({
    access: accessKind({}),
    isHolding: () => false,
    isPlace: () => false,
    now: 0,
    mode: 'new',
  }),
);
const rows = [
  ['E-mail', 'Name', 'Permission sets', 'Places'],
  [
    'zoë@kaffee.example',
    'Zoë Müller; Filiale',
    'Reports viewer;Store operations',
    'zone:Süd, West|organization',
  ],
  ['a.b@kaffee.example', 'Line one\nLine two', 'A|B', 'say "hi"'],
  ['c@kaffee.example', '', "O'Neil\tTab", ''],
];

const quoted = (cell: string) =>
  /[",;|\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
const written = (separator: string, lineEnd: string) =>
  rows.map((row) => row.map(quoted).join(separator)).join(lineEnd) + lineEnd;

const encodings = [
  ['UTF-8', (text: string) => Buffer.from(text)],
  ['UTF-8', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16LE', (text: string) => iconv.encode(text, 'UTF-16LE', { addBOM: true })],
  ['UTF-16LE', (text: string) => iconv.encode(text, 'UTF-16LE')],
  ['UTF-16BE', (text: string) => iconv.encode(text, 'UTF-16BE', { addBOM: true })],
  ['Windows-1252', (text: string) => iconv.encode(text, 'Windows-1252')],
] as const;
const separators = [',', ';', '\t', '|'] as const;

describe('a file is read as people saved it', () => {
  const corpus = encodings.flatMap(([encoding, encode], index) =>
    separators.map((separator) => ({
      encoding,
      encode,
      separator,
      lineEnd: index % 2 === 0 ? '\r\n' : '\n',
    })),
  );

  it.each(corpus)(
    '$encoding with $separator between the cells',
    ({ encoding, encode, separator, lineEnd }) => {
      const table = readTable(encode(written(separator, lineEnd)), knowsHeader);
      expect(table.encoding).toBe(encoding);
      expect(table.separator).toBe(separator);
      expect(table.headers).toEqual(rows[0]);
      expect(table.rows.map(({ cells }) => cells)).toEqual(rows.slice(1));
      expect(table.rows.map(({ rowNumber }) => rowNumber)).toEqual([2, 3, 4]);
    },
  );

  it('a separator that Excel announces is taken', () => {
    const table = readTable(Buffer.from('sep=|\r\nE-mail|a,b\r\nx@y.example|1,2\r\n'), knowsHeader);
    expect(table).toMatchObject({ separator: '|', headers: ['E-mail', 'a,b'] });
  });

  it('a comma file whose cells hold semicolons is cut at the commas', () => {
    const text =
      'email,type,permission sets,places\na@b.example,member,A;B;C,x;y;z\nb@b.example,member,A;B;C,x;y;z\n';
    expect(readTable(Buffer.from(text), knowsHeader).separator).toBe(',');
  });

  it('one column alone is a table', () => {
    const table = readTable(Buffer.from('E-mail\na@b.example\nb@b.example'), knowsHeader);
    expect(table.rows).toHaveLength(2);
  });

  it('empty rows are left out and the numbers stay those of the spreadsheet', () => {
    const table = readTable(
      Buffer.from('E-mail,Name\n\na@b.example,A\n,,\n\nb@b.example,B\n'),
      knowsHeader,
    );
    expect(table.rows.map(({ rowNumber }) => rowNumber)).toEqual([3, 6]);
  });

  it('empty columns at the right are left out, cells beyond the header are kept', () => {
    const table = readTable(
      Buffer.from('E-mail,Name,,\na@b.example,A,,\nb@b.example,B, C,,D\n'),
      knowsHeader,
    );
    expect(table.headers).toEqual(['E-mail', 'Name', '']);
    expect(table.rows[1]?.cells).toEqual(['b@b.example', 'B', ' C', '', 'D']);
    const trailing = readTable(Buffer.from('E-mail,Name,,\na@b.example,A,,\n'), knowsHeader);
    expect(trailing.headers).toEqual(['E-mail', 'Name']);
  });

  it('an apostrophe that protects a spreadsheet from a formula is taken off, and only that one', () => {
    const table = readTable(
      Buffer.from("E-mail,Name\na@b.example,'=1+1\nb@b.example,'t Hof\n"),
      knowsHeader,
    );
    expect(table.rows.map(({ cells }) => cells[1])).toEqual(['=1+1', "'t Hof"]);
  });
});

describe('a file that is no table is refused with the reason', () => {
  const reason = (bytes: Uint8Array) => {
    try {
      readTable(bytes, knowsHeader);
    } catch (error) {
      if (error instanceof ProblemError) return `${error.code}: ${error.places[0]?.detail}`;
      throw error;
    }
    return 'read';
  };

  it.each([
    ['nothing', Buffer.from(''), 'file_unreadable: The file is empty.'],
    [
      'a header alone',
      Buffer.from('E-mail,Name\n'),
      'file_unreadable: The file has a header row and no rows below it.',
    ],
    [
      'an Excel workbook',
      Buffer.from('PK\u0003\u0004rest'),
      'file_unreadable: This is an Excel workbook, not a CSV file.',
    ],
    [
      'a quotation mark that is never closed',
      Buffer.from('E-mail,Name\na@b.example,"A\nb@b.example,B\n'),
      'file_unreadable: A quotation mark that opens in row 2 is never closed.',
    ],
    [
      '201 columns',
      Buffer.from(`${','.repeat(200)}\n1\n`),
      'file_unreadable: Row 1 has more than 200 columns.',
    ],
    [
      '10 million columns',
      Buffer.from(`a\n${','.repeat(10_000_000)}\n`),
      'file_unreadable: Row 2 has more than 200 columns.',
    ],
    [
      'one endless cell',
      Buffer.from(`a\n${'x'.repeat(40_000_000)}`),
      'file_unreadable: A cell in row 2 is longer than 10,000 characters. Perhaps a quotation mark is never closed.',
    ],
    [
      '100,001 rows',
      Buffer.from(`a\n${'x\n'.repeat(100_001)}`),
      'file_too_large: The file has more than 100,000 rows.',
    ],
    [
      'more than 50 MB',
      new Uint8Array(50_000_001),
      'file_too_large: The file is larger than 50 MB.',
    ],
  ])('%s', (_, bytes, expected) => {
    expect(reason(bytes)).toBe(expected);
  });

  it('100,000 rows are read', () => {
    expect(readTable(Buffer.from(`a\n${'x\n'.repeat(100_000)}`), knowsHeader).rows).toHaveLength(
      100_000,
    );
  });
});
