import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Rolldown } from 'tsdown';

const mark = /\?raw$/;

/** A plugin of the bundler: `import text from './page.css?raw'` is the file as text, as it is in vitest without any. */
export function rawText(): Rolldown.Plugin {
  return {
    name: 'raw-text',
    resolveId: { filter: { id: mark }, handler: (name, importer) => (importer === undefined ? undefined : resolve(dirname(importer), name)) },
    load: { filter: { id: mark }, handler: (id) => ({ code: `export default ${JSON.stringify(readFileSync(id.replace(mark, ''), 'utf8'))};`, moduleType: 'js' }) },
  };
}
