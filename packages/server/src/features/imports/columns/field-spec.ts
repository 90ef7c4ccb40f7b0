/** A field that a column can be matched to. */
export interface FieldSpec {
  readonly key: string;
  readonly label: string;
  readonly mandatory: boolean;
  /** What a cell may hold, said beside the column. */
  readonly help: string;
  /** Other headers that mean this field. */
  readonly aliases: readonly string[];
  /** Whether these values can only be this field, for columns whose header says nothing. */
  readonly looksLike?: (values: readonly string[]) => boolean;
}

/** At least four of five values pass; a stray cell does not hide what a column holds. */
export const mostly = (values: readonly string[], passes: (value: string) => boolean) =>
  values.length > 0 && values.filter(passes).length >= values.length * 0.8;
