// Serves reference backends, each as it is asked for, in a process of its own, and counts what each is asked. Started with the folder of a built reference.
import diagnostics from 'node:diagnostics_channel';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { startReference, faults, variants } = await import(pathToFileURL(join(process.argv[2], 'server.mjs')).href);
const requests = new Map();
const open = new Map();
diagnostics.subscribe('http.server.request.start', ({ server }) => {
  const port = server.address()?.port;
  requests.set(port, (requests.get(port) ?? 0) + 1);
});

process.on('message', (asked) => { void answer(asked); });
process.on('disconnect', () => process.exit());
process.send({ ready: true, faults: Object.values(faults).map(({ id, lie, caughtBy }) => ({ id, lie, caughtBy })), variants: Object.keys(variants) });

async function answer({ id, start, stop }) {
  if (start !== undefined) {
    const backend = await startReference(start);
    open.set(backend.url, backend);
    requests.set(Number(new URL(backend.url).port), 0);
    process.send({ id, url: backend.url, tokens: backend.tokens, disposableUsers: backend.disposableUsers });
    return;
  }
  await open.get(stop)?.close();
  open.delete(stop);
  process.send({ id, requests: requests.get(Number(new URL(stop).port)) ?? 0 });
}
