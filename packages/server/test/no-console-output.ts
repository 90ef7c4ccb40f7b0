import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest';

const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
let printed: string[] = [];
let spies: MockInstance[] = [];

// Output that no test expects is a fault nobody has looked at.
beforeEach(() => {
  printed = [];
  spies = methods.map((method) =>
    vi.spyOn(console, method).mockImplementation((...values: readonly unknown[]) => {
      printed.push(`${method}: ${values.map(String).join(' ')}`);
    }),
  );
});

afterEach(() => {
  for (const spy of spies) spy.mockRestore();
  expect(printed).toEqual([]);
});
