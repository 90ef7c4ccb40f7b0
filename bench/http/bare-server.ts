/**
 * What `node:http` costs by itself: reads the body, parses it and answers as many bytes as a decision has. It is asked
 * under a path and with a key as long as Latchkey's, and looks at neither.
 */
import { createServer } from 'node:http';

const path = `/organizations/org_${'0'.repeat(26)}`;
const key = `org_${'0'.repeat(26)}.key.${'0'.repeat(43)}`;

const answer = '{"decision":true,"context":{"reason":"granted"}}';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const text = Array.isArray(body.evaluations)
      ? `{"evaluations":[${body.evaluations.map(() => answer).join(',')}]}`
      : answer;
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
    });
    response.end(text);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  process.send?.({ port, base: `${path}/access/v1`, key });
});
process.on('disconnect', () => process.exit());
