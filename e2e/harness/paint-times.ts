import type { Page } from 'playwright';

declare global {
  interface Window {
    inputDurations: number[];
  }
}

/** From now on the page notes how long each input took until what it changed was painted. */
export async function watchPaints(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.inputDurations = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.inputDurations.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit); // known to browsers, not yet to the types
  });
}

/**
 * Milliseconds from an input to the paint after it: the best of several tries, because other work on the
 * machine only ever adds. What takes less than 16 is not noted by the browser and counts as that.
 */
export async function paintTime(
  page: Page,
  tries: readonly (() => Promise<unknown>)[],
): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (const act of tries) {
    await page.evaluate(() => window.inputDurations.splice(0));
    await act();
    // The browser tells of an input after the paint that follows it.
    await page.waitForTimeout(120);
    const durations = await page.evaluate(() => window.inputDurations.splice(0));
    best = Math.min(best, Math.max(16, ...durations));
  }
  return best;
}
