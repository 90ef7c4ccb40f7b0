export interface GeneratedCompany {
  /** Places file: code, name, concept, zone, city, phone. */
  readonly placesCsv: string;
  /** People file with the dirt of real files. */
  readonly peopleCsv: string;
  readonly expected: {
    readonly places: { readonly rows: number; readonly stores: number; readonly concepts: number; readonly zones: number };
    readonly people: {
      readonly rows: number;
      /** Rows that become invitations. */
      readonly good: number;
      /** Rows that cannot be applied, by what is wrong with them. */
      readonly errors: {
        readonly unknownPlace: number;
        readonly unknownSet: number;
        readonly badAddress: number;
        readonly endsInPast: number;
      };
      /** Rows that repeat an earlier row. */
      readonly duplicates: number;
    };
  };
}

/** A company with its files, the same for the same numbers: for tests and benches. */
export declare function generatedCompany(options: {
  readonly stores: number;
  readonly people: number;
  readonly seed: number;
}): GeneratedCompany;
