import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { leftOut } from '../../test/left-out.ts';
import { readArazzo } from './read-arazzo.ts';

const beside = process.env['CONFORMANCE_ARAZZO_EXAMPLES'] ?? fileURLToPath(new URL('../../../shared/data/arazzo', import.meta.url));
const there = existsSync(join(beside, 'schema-1.1.yaml'));
const corpus = fileURLToPath(new URL('../arazzo-conformance/cases/', import.meta.url));
const documents = [...readdirSync(corpus).map((name) => join(corpus, name)), ...(there ? readdirSync(beside).map((name) => join(beside, name)) : [])].filter((file) => file.endsWith('.arazzo.yaml'));

if (!there) leftOut('Arazzo documents against the published JSON Schemas: needs their folder in CONFORMANCE_ARAZZO_EXAMPLES.');

function valid(file: string): boolean {
  const document = parse(readFileSync(file, 'utf8')) as { readonly arazzo: string };
  const ajv = new Ajv2020({ strict: false });
  (ajvFormats as unknown as (to: Ajv2020) => void)(ajv);
  return ajv.compile(parse(readFileSync(join(beside, `schema-${document.arazzo.slice(0, 3)}.yaml`), 'utf8')) as object)(document) === true;
}

test.skipIf(!there).each(documents)('%s is valid by the published schema, or is refused by us', async (file) => {
  if (!valid(file)) expect((await readArazzo(file)).ok).toBe(false);
  else expect(true).toBe(true);
});
