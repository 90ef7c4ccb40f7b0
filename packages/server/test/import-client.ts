import type { ImportKind, ImportMode, ImportRow, ImportView } from '@latchkey/contract';
import type { TestClient } from './sign-in-as.ts';
import type { TestServer } from './start-test-server.ts';

/** A signed-in person's imports. */
export interface ImportClient extends TestClient {
  upload(
    kind: ImportKind,
    text: string | Uint8Array,
    fileName?: string,
    mode?: ImportMode,
  ): Promise<ImportView>;
  tryUpload(
    kind: ImportKind,
    text: string | Uint8Array,
    fileName?: string,
    mode?: ImportMode,
  ): Promise<Response>;
  get(importId: string): Promise<ImportView>;
  rows(importId: string, query?: string): Promise<ImportRow[]>;
  text(path: string): Promise<string>;
  /** Asks until the import is in none of these states. */
  settled(importId: string, until?: (view: ImportView) => boolean): Promise<ImportView>;
}

const busy: readonly ImportView['state'][] = ['checking', 'applying'];

export function importClient({ url }: Pick<TestServer, 'url'>, client: TestClient): ImportClient {
  const authorization = `Bearer ${client.token}`;
  const tryUpload: ImportClient['tryUpload'] = (kind, text, fileName = 'people.csv', mode) =>
    fetch(`${url}/v1/imports?${new URLSearchParams({ kind, fileName, ...(mode && { mode }) })}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/octet-stream' },
      body: typeof text === 'string' ? text : new Uint8Array(text),
    });
  const get = async (importId: string) => {
    const { status, body } = await client.request('GET', `/v1/imports/${importId}`);
    if (status !== 200) throw new Error(`The import answers ${status}.`);
    return body;
  };
  return {
    ...client,
    tryUpload,
    get,
    async upload(kind, text, fileName, mode) {
      const answer = await tryUpload(kind, text, fileName, mode);
      if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as ImportView; // the server's own answer
    },
    async rows(importId, query = 'limit=500') {
      const { status, body } = await client.request('GET', `/v1/imports/${importId}/rows?${query}`);
      if (status !== 200) throw new Error(`The rows answer ${status}: ${JSON.stringify(body)}`);
      return body.data;
    },
    async text(path) {
      const answer = await fetch(`${url}${path}`, { headers: { authorization } });
      if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
      return answer.text();
    },
    async settled(importId, until = ({ state }) => !busy.includes(state)) {
      for (const end = Date.now() + 120_000; ; ) {
        const view = await get(importId);
        if (until(view)) return view;
        if (Date.now() > end) throw new Error(`The import is still ${view.state}.`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}
