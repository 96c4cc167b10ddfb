import { createServer } from 'node:http';
import { apiSpec, conformance } from 'calico-conformance/vitest';
import { expect, test } from 'vitest';
import { app } from './app.mjs';

// Every requirement of the description becomes a test.
conformance({ app, description: 'openapi.yaml' });

// And any answer in a test of one's own can be held to the description.
expect.extend(await apiSpec({ description: 'openapi.yaml' }));

test('the things are listed', async () => {
  const server = createServer(app);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const answer = await fetch(`http://127.0.0.1:${server.address().port}/things`);
  await expect(answer).toSatisfyApiSpec();
  server.close();
});
