// Makes a fresh clone ready, and costs next to nothing when it is. Built-in modules only: it runs before anything
// is installed, on whatever Node is there.
import { ensureBrowser } from './ensure-browser.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';

const modes = new Set(process.argv.slice(2));

try {
  ensureInstalled();
  if (modes.has('build')) ensureBuilt();
  if (modes.has('browser')) ensureBrowser();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
