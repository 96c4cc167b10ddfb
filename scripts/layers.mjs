// Who may import whom (see DESIGN in docs/architecture.md), and no circles, types included.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder to the folders that it may import from, beside its own. */
export const layers = {
  model: [],
  spec: ['model'],
  target: ['model'],
  config: ['model'],
  reporters: ['model'],
  generate: ['model', 'spec'],
  suites: ['model', 'spec'],
  engine: ['model', 'spec', 'generate'],
  certify: ['model', 'engine'],
  reference: ['model'],
  integrations: '*',
  cli: '*',
};

/** Every breach in the tree below a folder, one sentence each. */
export function breaches(root) {
  const files = Object.keys(layers).flatMap((layer) => sourcesBelow(join(root, layer)));
  const imports = new Map(files.map((file) => [file, importsOf(file)]));
  const found = [];
  for (const [file, targets] of imports) {
    const from = layerOf(root, file);
    for (const target of targets) {
      const to = layerOf(root, target);
      const allowed = layers[from];
      if (to === from || allowed === '*' || (to !== undefined && allowed?.includes(to))) continue;
      found.push(`${relative(root, file)} imports ${relative(root, target)}: ${from} may import ${allowed?.join(', ') || 'nothing'} only.`);
    }
  }
  for (const circle of circles(imports)) found.push(`Circle: ${circle.map((file) => relative(root, file)).join(' → ')}`);
  return found;
}

function sourcesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.(test|fixture)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function importsOf(file) {
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)].map(([, target]) => resolve(dirname(file), target));
}

function layerOf(root, file) {
  const [layer] = relative(root, file).split(sep);
  return layer in layers ? layer : undefined;
}

function circles(imports) {
  const found = [];
  const state = new Map();
  const visit = (file, path) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      found.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    state.set(file, 'open');
    for (const target of imports.get(file) ?? []) if (imports.has(target)) visit(target, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of imports.keys()) visit(file, []);
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = breaches(fileURLToPath(new URL('..', import.meta.url)));
  for (const line of found) process.stdout.write(`${line}\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
