import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser for the tests: the one named by CHROMIUM_PATH, Playwright's own, or the system's. Null: there is none. */
export function findBrowser() {
  return [process.env.CHROMIUM_PATH, playwrightsOwn(), ...onPath()].find(isExecutable) ?? null;
}

function playwrightsOwn() {
  const { chromium } = createRequire(import.meta.url)('playwright');
  return chromium.executablePath();
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function isExecutable(path) {
  if (!path) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
