import type { Guarded } from '../integrations/testcontainers/guard.ts';

// A process of its own, which does nothing until the one that started it is gone without having dismissed it: killed, broken, or
// ended by a second Ctrl-C. Then it removes the containers that would stay behind.

let guarded: Guarded | undefined;

process.on('message', (message: Guarded | 'dismissed') => { guarded = message === 'dismissed' ? undefined : message; });
process.once('disconnect', () => {
  if (guarded) void import('../integrations/testcontainers/guard.ts').then(({ removeLabelled }) => guarded && removeLabelled(guarded)).then(leave, leave);
});

function leave(): void {
  process.exit(0);
}
