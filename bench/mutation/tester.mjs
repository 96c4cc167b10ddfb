// A process with one vitest that stays: runs the tests it is sent, after the file it is told of has changed, and says whether all passed.
import { createVitest } from 'vitest/node';

const vitest = await createVitest('test', { root: process.argv[2], watch: false, reporters: [{}], pool: 'threads', maxWorkers: 1, testTimeout: 60_000, run: true }, { configLoader: 'runner' });
const project = vitest.projects[0];
process.on('message', (asked) => { void answer(asked); });
process.send({ ready: true });

async function answer({ changed, tests }) {
  if (changed) vitest.invalidateFile(changed);
  vitest.state.clearErrors();
  // One after the other: the nearest first, and the first that fails is enough.
  let failed;
  for (const test of tests) {
    const { testModules: all, unhandledErrors } = await vitest.runTestSpecifications([project.createSpecification(test)], true);
    // What earlier runs came to is still among them.
    const testModules = all.filter(({ moduleId }) => moduleId === test);
    if (unhandledErrors.length > 0 || testModules.length === 0 || testModules.some((module) => !module.ok())) {
      const names = testModules.flatMap((module) => [...module.children.allTests('failed')].map(({ fullName }) => fullName));
      failed = { test, name: names[0] ?? 'it cannot be loaded' };
      break;
    }
  }
  process.send({ failed });
}
