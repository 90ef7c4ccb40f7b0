import { mkdir } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/** What axe is asked. */
type AxeRun = Parameters<AxeBuilder['options']>[0];

const folder = 'test-results/screens';
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** What is wrong with the screen in light and dark, wide and narrow; a picture of each is kept. */
export async function faultsOf(page: Page, name: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const faults: string[] = [];
  for (const size of widths) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.locator(`:root[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
      await untilStill(page);
      const shown = `${name}, ${colorScheme}, ${size.width} wide`;
      const path = `${folder}/${name.replaceAll(' ', '-')}-${size.width}-${colorScheme}.png`;
      await page.screenshot({ path, fullPage: true, animations: 'disabled' });
      faults.push(...(await overflow(page)).map((fault) => `${shown}: ${fault}`));
      const asked = rulesFor(colorScheme, size === widths[0]);
      if (asked) faults.push(...(await inaccessible(page, asked)).map((at) => `${shown}: ${at}`));
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  return faults;
}

/** Nothing is being loaded any more, and the heading is there. */
async function untilStill(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('[aria-busy="true"], .mantine-Skeleton-root') === null,
  );
}

async function overflow(page: Page): Promise<string[]> {
  const [needed, there] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    window.innerWidth,
  ]);
  return (needed ?? 0) > (there ?? 0) ? [`it is ${needed} wide where ${there} are there`] : [];
}

/** Light is held to every rule; dark differs by its colours alone, and colours do not depend on the width. */
function rulesFor(colorScheme: 'light' | 'dark', isWide: boolean): AxeRun | null {
  const tags: AxeRun = { runOnly: { type: 'tag', values: rules } };
  const contrast = 'color-contrast';
  if (colorScheme === 'dark') return isWide ? { runOnly: [contrast] } : null;
  return isWide ? tags : { ...tags, rules: { [contrast]: { enabled: false } } };
}

/** A mail in a frame runs no scripts, so none can look into it; nor is a page of its own needed to put frames together. */
async function inaccessible(page: Page, asked: AxeRun): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .exclude('iframe')
    .setLegacyMode()
    .options({ ...asked, resultTypes: ['violations'] })
    .analyze();
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.length}×, ${nodes[0]?.html.slice(0, 160) ?? ''} ${nodes[0]?.any[0]?.message ?? ''})`,
  );
}
