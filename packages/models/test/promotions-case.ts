import { readdirSync, readFileSync } from 'node:fs';

/** See `cases/README.md`. */
export interface PromotionsCase {
  readonly story: string;
  readonly companies: readonly { readonly code: string; readonly loyalty: boolean }[];
  readonly members: readonly {
    readonly name: string;
    readonly role?: 'owner' | 'member';
    readonly grants?: readonly { readonly at: string; readonly permissions: readonly string[] }[];
  }[];
  readonly attempts: readonly {
    readonly title: string;
    readonly by?: string;
    readonly member: string;
    readonly at: string;
    readonly permissions: readonly string[];
    readonly refused?: string;
    readonly others?: readonly string[];
  }[];
  readonly clicks: readonly {
    readonly title: string;
    readonly held: readonly string[];
    readonly clicks: readonly string[];
    readonly result: readonly string[];
    readonly locked?: readonly string[];
    readonly added?: readonly string[];
    readonly removed?: readonly string[];
  }[];
  readonly questions: readonly {
    readonly title: string;
    readonly member: string;
    readonly permission: string;
    readonly at: string;
    readonly decision: boolean;
    readonly reason: string;
  }[];
  readonly masks?: readonly {
    readonly title: string;
    readonly member: string;
    readonly at: string;
    readonly resource: string;
    readonly masks: Readonly<Record<string, string>>;
  }[];
}

const folder = new URL('../cases/promotions/', import.meta.url);

// The files are this package's own, written to the shape above.
export const promotionsCases: readonly PromotionsCase[] = readdirSync(folder)
  .sort()
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as PromotionsCase);
