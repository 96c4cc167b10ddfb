// Reading and planning a description of so many operations.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planned } from './judging.mjs';
import { richDescription } from './rich-description.mjs';
import { syntheticDescription } from './synthetic-description.mjs';

/** Seconds until the plan stands, and how large it is. */
export async function planning({ operations, rich }) {
  const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-bench-'));
  try {
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify((rich ? richDescription : syntheticDescription)(operations)));
    const start = performance.now();
    const { plan } = await planned(file);
    return { seconds: (performance.now() - start) / 1000, cases: plan.operations.reduce((sum, { cases }) => sum + cases, 0), requirements: plan.requirements.length };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
