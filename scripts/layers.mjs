// layers.mjs [FOLDER]: who may import whom, and no circles; imports of types count like any other.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Folder to the folders that it may import from, beside its own. */
const layers = {
  model: [],
  spec: ['model'],
  target: ['model'],
  config: ['model'],
  reporters: ['model'],
  generate: ['model', 'spec'],
  suites: ['model', 'spec'],
  engine: ['model', 'spec', 'generate'],
  certify: ['model', 'engine'],
  // Servers that lie, and what the suite makes of them; which honest server there is, the command line says.
  selftest: ['model', 'spec', 'generate', 'suites', 'engine', 'target'],
  // A backend that knew how it is judged would prove nothing.
  reference: ['model'],
  integrations: 'everything',
  cli: 'everything',
};

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const files = Object.keys(layers).flatMap((layer) => sourcesBelow(join(root, layer)));
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const breaches = [...imports].flatMap(([file, targets]) => targets.flatMap((target) => breachOf(file, target) ?? []));
const found = [...breaches, ...circles().map((circle) => `These import each other in a circle: ${circle.map(nameOf).join(' → ')}`)];

process.stdout.write(found.length > 0 ? `${found.join('\n')}\n` : `${files.length} files keep to the layers.\n`);
process.exitCode = found.length > 0 || files.length === 0 ? 1 : 0;

function sourcesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
    .map((name) => join(folder, name));
}

/** Its imports of files, with their lines; packages are none of our layers. */
function importsOf(file) {
  const text = readFileSync(file, 'utf8');
  return ts.preProcessFile(text, true, true).importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName, pos }) => ({ file: resolve(dirname(file), fileName), line: text.slice(0, pos).split('\n').length }));
}

function breachOf(file, target) {
  const [from, to] = [layerOf(file), layerOf(target.file)];
  const allowed = layers[from];
  if (from === to || allowed === 'everything' || allowed.includes(to)) return undefined;
  return `${nameOf(file)}:${target.line} imports ${nameOf(target.file)}, but ${from}/ may import ${allowed.length === 0 ? 'nothing' : `only ${allowed.join(', ')}`}.`;
}

function layerOf(file) {
  return relative(root, file).split(sep)[0];
}

function nameOf(file) {
  return relative(root, file).split(sep).join('/');
}

function circles() {
  const seen = new Map();
  const all = [];
  const visit = (file, path) => {
    if (seen.get(file) === 'left') return;
    if (seen.get(file) === 'entered') {
      all.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    seen.set(file, 'entered');
    for (const target of imports.get(file) ?? []) if (imports.has(target.file)) visit(target.file, [...path, file]);
    seen.set(file, 'left');
  };
  for (const file of files) visit(file, []);
  return all;
}
