import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Rolldown } from 'tsdown';
import { parseSource } from '../spec/reading/parse-source.ts';
import type { ParsedFile } from '../spec/reading/reading.ts';

const file = 'spec/calico-enterprise/openapi.yaml';

/** A plugin of the bundler: the built-in contract, parsed, in contract.json. */
export function parsedContract(): Rolldown.Plugin {
  return {
    name: 'parsed-contract',
    async generateBundle() {
      const bytes = readFileSync(new URL(`../${file}`, import.meta.url));
      const parsed = await parseSource(bytes.toString('utf8'), file);
      if ('problem' in parsed) throw new Error(parsed.problem.what);
      const contract: ParsedFile = { digest: createHash('sha256').update(bytes).digest('hex'), value: parsed.value };
      this.emitFile({ type: 'asset', fileName: 'contract.json', source: JSON.stringify(contract) });
    },
  };
}
