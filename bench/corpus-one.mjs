// corpus-one.mjs FILE: reads and plans one description, and prints what came of it as one line of JSON.
import { compileSchemas, makePlan, profiles, readDescription, rules } from '../dist/index.js';

const [file] = process.argv.slice(2);
const result = { outcome: 'planned', operations: 0, cases: 0, requirements: 0, unprovable: {}, blocked: {} };
const start = performance.now();
try {
  const read = await readDescription(file);
  result.readSeconds = (performance.now() - start) / 1000;
  if (!read.ok) {
    const [{ code, what, where }] = read.problems;
    Object.assign(result, { outcome: 'problem', code, what, pointer: where?.pointer, problems: read.problems.length });
  } else {
    const description = read.value;
    const options = {
      description, rules, flows: [], profile: profiles.find(({ id }) => id === 'full'), permission: 'destructive', fixtures: {}, law: { formats: 'assert', undeclaredProperties: 'off' },
      seed: 1, actors: [], version: '0',
    };
    const plan = makePlan({ ...options, schemas: compileSchemas(description, { direction: 'request' }) });
    result.planSeconds = (performance.now() - start) / 1000 - result.readSeconds;
    result.operations = description.operations.length;
    result.cases = plan.operations.reduce((sum, { cases }) => sum + cases, 0);
    result.requirements = plan.requirements.length;
    for (const { unprovable, blocked } of plan.requirements) {
      const [kind, why] = blocked === undefined ? ['unprovable', unprovable] : ['blocked', blocked];
      if (why !== undefined) result[kind][why.slice(0, 60)] = (result[kind][why.slice(0, 60)] ?? 0) + 1;
    }
    if (result.cases < 3_000) result.samePlanTwice = makePlan({ ...options, schemas: compileSchemas(description, { direction: 'request' }) }).digest === plan.digest;
  }
} catch (error) {
  Object.assign(result, { outcome: 'crash', what: String(error?.stack ?? error).split('\n').slice(0, 3).join(' | ') });
}
process.stdout.write(JSON.stringify({ ...result, seconds: (performance.now() - start) / 1000, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }));
