/** What `node:http` costs by itself: reads the body, parses it and answers as many bytes as a decision has. */
import { createServer } from 'node:http';

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
  process.send?.({ port: typeof address === 'object' ? address?.port : 0, base: '', key: 'bench' });
});
process.on('disconnect', () => process.exit());
