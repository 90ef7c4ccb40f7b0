import { createLatchkey } from '@latchkey/sdk';
import { inboxModule } from './inbox-module.ts';

const { LATCHKEY_URL: url = 'http://localhost:4000', LATCHKEY_API_KEY: apiKey } = process.env;
if (!apiKey) throw new Error('Set `LATCHKEY_API_KEY` to a key from Settings, API keys.');

const { server, tick } = inboxModule(createLatchkey({ url, apiKey }), {
  log: console.log,
});
setInterval(tick, 60_000).unref();
server.listen(4101, () => {
  console.log('Inbox: http://localhost:4101');
});
