import { afterEach, beforeEach, expect, vi } from 'vitest';

const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
let printed: string[] = [];

// Output that no test expects is a fault nobody has looked at.
beforeEach(() => {
  printed = [];
  for (const method of methods)
    vi.spyOn(console, method).mockImplementation((...values: readonly unknown[]) => {
      printed.push(`console.${method}: ${values.map(String).join(' ')}`);
    });
});

afterEach(() => {
  for (const method of methods) vi.mocked(console[method]).mockRestore?.();
  expect(printed).toEqual([]);
});
