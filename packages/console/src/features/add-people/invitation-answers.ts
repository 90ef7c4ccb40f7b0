import type { InviteAnswer } from '@latchkey/contract';

/** The answer to a second try laid over the first one. */
export function mergeAnswers(first: InviteAnswer, second: InviteAnswer): InviteAnswer {
  const again = new Map(second.results.map((each) => [each.address, each]));
  const results = first.results.map((each) => again.get(each.address) ?? each);
  const invited = results.filter((each) => each.result === 'invited').length;
  return {
    ...first,
    results,
    invited,
    refused: results.length - invited,
    revision: second.revision,
  };
}

/** One line per address, safe to open in a spreadsheet. */
export function resultCsv(answer: InviteAnswer): string {
  const lines = answer.results.map(({ address, result, problem }) => [
    address,
    result,
    problem ? `${problem.title} ${problem.remedy}` : '',
  ]);
  return [['e-mail', 'result', 'reason'], ...lines]
    .map((line) => line.map(cell).join(','))
    .join('\r\n');
}

// A cell that begins like a formula is one to a spreadsheet, so it gets a quote in front.
const cell = (text: string) =>
  `"${(/^[=+\-@\t\r]/u.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
