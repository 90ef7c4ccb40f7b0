import type { BenchOrganization } from '../organization/make-organization.ts';
import type { BenchQuestion } from '../organization/make-questions.ts';
import { createOracle } from '../organization/oracle.ts';
import { type Answering, pageSize } from './answering.ts';

export const kinds = ['single', 'batch', 'mixedBatch', 'places', 'people'] as const;
export type Kind = (typeof kinds)[number];

/** What is sent of each kind: single questions, batches, and lists around a question with a yes. */
export interface Asked {
  readonly singles: readonly BenchQuestion[];
  readonly batches: readonly (readonly BenchQuestion[])[];
  readonly mixedBatches: readonly (readonly BenchQuestion[])[];
  readonly lists: readonly BenchQuestion[];
}

export interface CheckedKind {
  readonly checked: number;
  readonly wrong: number;
}

/** Asks a part of everything and holds it against the oracle; a kind that the engine does not offer is not among the results. */
export async function checkAnswers(
  organization: BenchOrganization,
  engine: Answering,
  { singles, batches, mixedBatches, lists }: Asked,
): Promise<ReadonlyMap<Kind, CheckedKind>> {
  const oracle = createOracle(organization);
  const numbers = new Map<string, number>();
  for (let index = 0; index < organization.shape.members; index++) {
    const { memberId, userId } = organization.memberAt(index);
    numbers.set(memberId, index).set(userId ?? memberId, index);
  }
  const stores = organization.entities.filter(({ type }) => type === 'store');
  const storesByName = new Map<unknown, (typeof stores)[number]>(
    stores.flatMap((store) => [
      [store.entityId, store],
      [store.code, store],
    ]),
  );

  const decided = async (asked: readonly BenchQuestion[], answer: Promise<readonly unknown[]>) => {
    const answers = await answer;
    const wrong = asked.filter(({ allowed }, index) => answers[index] !== allowed).length;
    return { checked: asked.length, wrong };
  };
  /** Nothing that should not be there; and a page that is not full holds everything. */
  const listed = (page: readonly unknown[], ids: number, right: number, all: () => number) => ({
    checked: 1,
    wrong: right < ids || (page.length < pageSize && right !== all()) ? 1 : 0,
  });

  const results = new Map<Kind, CheckedKind>();
  const check = async <Item>(
    kind: Kind,
    items: readonly Item[],
    one: (item: Item) => Promise<CheckedKind>,
  ) => {
    if (engine[kind] === undefined) return;
    let total = { checked: 0, wrong: 0 };
    for (const item of items) {
      const { checked, wrong } = await one(item);
      total = { checked: total.checked + checked, wrong: total.wrong + wrong };
    }
    results.set(kind, total);
  };
  const { single, batch, mixedBatch, places, people } = engine;
  await check('single', singles.slice(0, 500), (asked) =>
    decided([asked], single?.(asked)() ?? none),
  );
  await check('batch', batches.slice(0, 10), (asked) => decided(asked, batch?.(asked)() ?? none));
  await check('mixedBatch', mixedBatches.slice(0, 10), (asked) =>
    decided(asked, mixedBatch?.(asked)() ?? none),
  );
  await check('places', lists.slice(0, 20), async (asked) => {
    const index = numbers.get(asked.memberId) ?? -1;
    const holds = (place: (typeof stores)[number]) =>
      oracle(index, asked.permission, place.entityId);
    const page = (await places?.(asked)()) ?? [];
    // Engines that are told of one type list zones as well: what is a store among them is held against the oracle.
    const found = page.flatMap((id) => storesByName.get(id) ?? []);
    return listed(
      page,
      found.length,
      found.filter(holds).length,
      () => stores.filter(holds).length,
    );
  });
  await check('people', lists.slice(0, 5), async (asked) => {
    const holds = (index: number) => oracle(index, asked.permission, asked.place);
    const page = (await people?.(asked)()) ?? [];
    const known = page.flatMap((id) => numbers.get(String(id)) ?? []);
    // Beside the bench's own people there is one owner, who made the API key.
    const right = known.filter(holds).length + Math.min(page.length - known.length, 1);
    const everybody = Array.from({ length: organization.shape.members }, (_, index) => index);
    return listed(page, page.length, right, () => everybody.filter(holds).length + 1);
  });
  return results;
}

const none = Promise.resolve([]);
