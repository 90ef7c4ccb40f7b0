import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { FarSide } from '../test/far-side.ts';
import { createLatchkey } from './create-latchkey.ts';
import { type PageAccess, pageAccess } from './page-access.ts';
import { AccessDenied, Can, LatchkeyProvider } from './react.tsx';

const w1 = { type: 'store', id: 'w1' };
const e1 = { type: 'store', id: 'e1' };

const page = (access: PageAccess) =>
  renderToStaticMarkup(
    <LatchkeyProvider access={access}>
      <Can permission="campaign.edit" place={w1}>
        <button type="button">Edit at w1</button>
      </Can>
      <Can permission="campaign.edit" place={e1} fallback={<AccessDenied />}>
        <button type="button">Edit at e1</button>
      </Can>
      <Can permission="access.set.manage" fallback="no sets">
        sets
      </Can>
    </LatchkeyProvider>,
  );

test('a page shows what its person may do, as the server found out for it', async () => {
  using far = new FarSide();
  const { url, apiKey, fetch } = far;
  const latchkey = createLatchkey({ url, apiKey, fetch });
  await latchkey.ready();
  const organization = { type: 'organization', id: 'org_test' };
  const access = await pageAccess(latchkey, 'mem_edgar', [organization, w1, e1]);
  // It goes to the browser as data.
  const shown = page(JSON.parse(JSON.stringify(access)));
  expect(shown).toContain('Edit at w1');
  expect(shown).not.toContain('Edit at e1');
  expect(shown).toContain('It is not part of your access.');
  expect(shown).toContain('no sets');
  expect(page(await pageAccess(latchkey, 'mem_stella', [organization]))).toContain('sets');
  latchkey.close();
});

test('what nobody asked about does not show, whatever its name', () => {
  const odd = { type: '__proto__', id: 'constructor' };
  const shown = renderToStaticMarkup(
    <LatchkeyProvider access={{ places: {} }}>
      <Can permission="campaign.edit" place={odd}>
        shown
      </Can>
      <Can permission="campaign.edit">shown</Can>
    </LatchkeyProvider>,
  );
  expect(shown).toBe('');
  expect(renderToStaticMarkup(<Can permission="campaign.edit">shown</Can>)).toBe('');
});

test('who can change it and what it is can be said in the page’s own words', () => {
  const denied = renderToStaticMarkup(
    <AccessDenied title="Billing is not yours" className="note">
      Ask Olga.
    </AccessDenied>,
  );
  expect(denied).toBe(
    '<section role="alert" class="note"><h1>Billing is not yours</h1><p>Ask Olga.</p></section>',
  );
});
