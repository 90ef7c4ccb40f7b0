import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { securityHeaders } from './security-headers.ts';

interface StaticFile {
  readonly body: Buffer;
  readonly gzipped: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};
const compressed = new Set(['.html', '.js', '.css', '.svg', '.json', '.txt']);

/** The built console, read once: its files under their own names, its page for every other path. */
export function staticConsole(
  directory: string,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const files = readFiles(directory);
  const page = files.get('/index.html');
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    // A file that is missing is missing; only what looks like a page gets the page.
    const file = files.get(path) ?? (extname(path) === '' ? page : undefined);
    if (!file) return false;
    const gzip = file.gzipped !== null && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    const body = gzip && file.gzipped ? file.gzipped : file.body;
    response.writeHead(200, {
      ...file.headers,
      'content-length': body.length,
      ...(gzip && { 'content-encoding': 'gzip' }),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
    return true;
  };
}

function readFiles(directory: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const extension = extname(entry.name);
    if (!entry.isFile() || extension === '.map') continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(directory, file).split(sep).join('/')}`;
    const body = readFileSync(file);
    files.set(path, {
      body,
      gzipped: compressed.has(extension) ? gzipSync(body) : null,
      headers: {
        ...securityHeaders,
        'content-type': types[extension] ?? 'application/octet-stream',
        // Names of assets carry a hash of their content.
        'cache-control': path.startsWith('/assets/')
          ? 'public, max-age=31536000, immutable'
          : 'no-cache',
        ...(compressed.has(extension) && { vary: 'accept-encoding' }),
      },
    });
  }
  return files;
}
