export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return ((sorted[middle] ?? 0) + (sorted[(sorted.length - 1) >> 1] ?? 0)) / 2;
};

/** What one took in each round beside what the other took in the same round. */
export const ratios = (ones: readonly number[], others: readonly number[]): number[] =>
  ones.map((one, round) => one / (others[round] ?? Number.NaN));

/** The median of what one took in each round beside what the other took in the same round. */
export const medianRatio = (ones: readonly number[], others: readonly number[]): number =>
  median(ratios(ones, others));
