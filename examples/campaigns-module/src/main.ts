import { createLatchkey } from '@latchkey/sdk';
import { campaignsModule } from './campaigns-module.ts';

const { LATCHKEY_URL: url = 'http://localhost:4000', LATCHKEY_API_KEY: apiKey } = process.env;
if (!apiKey) throw new Error('Set `LATCHKEY_API_KEY` to a key from Settings, API keys.');

const latchkey = createLatchkey({ url, apiKey });
await latchkey.ready({ signal: AbortSignal.timeout(10_000) });

campaignsModule(latchkey).listen(4100, () => {
  console.log('Campaigns: http://localhost:4100');
});
