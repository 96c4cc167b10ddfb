import { resolve } from 'node:path';
import { unknownName } from '../../config/near-names.ts';
import type { Command } from '../command.ts';
import type { Io } from '../io.ts';
import { printProblems } from '../print-problems.ts';

const actions = ['lint', 'list', 'graph', 'types'] as const;

/** Checks, lists and draws flows, and writes types for them. */
export const flows: Command = {
  usage: ['flows lint <file>...', 'flows list [file]...', 'flows graph <file>', 'flows types [--description <file>] [--to <file>]'],
  about: 'Looks at flows without running them: the built-in ones, the workflows of Arazzo documents (1.0, 1.1), and flows in TypeScript, whose modules are imported for that. Nothing is sent.',
  operands: [
    { name: 'lint', summary: 'say all that is wrong with documents and modules; exit 3 if anything is' },
    { name: 'list', summary: 'flows with their steps; without a file the built-in ones (the default)' },
    { name: 'graph', summary: 'draw the workflows of a document, or the steps of a flow, in Mermaid' },
    { name: 'types', summary: 'types of all operations of a description, for flows in TypeScript', several: true },
  ],
  flags: ['description', 'overlay', 'json', 'to'],
  examples: [
    ['calico-conformance flows lint buy.arazzo.yaml', 'every fault with its line'],
    ['calico-conformance flows lint buy.arazzo.yaml --description openapi.yaml', 'and whether the description has its operations'],
    ['calico-conformance flows types --description openapi.yaml --to operations.ts', 'what defineFlow in that file then knows'],
    ['calico-conformance flows graph buy.arazzo.yaml', 'the ways through it, as a picture'],
  ],
  async act({ operands: [action = 'list', ...files], flags }, io) {
    if (!actions.some((known) => known === action)) return printProblems([unknownName('UNKNOWN_COMMAND', 'action of flows', action, actions)], io);
    if (files.length > 0 && action === 'types') return printProblems([{ code: 'USAGE', what: 'types takes no words.', fix: 'Name the description with --description.' }], io);
    if (files.length === 0 && (action === 'lint' || action === 'graph')) return printProblems([{ code: 'USAGE', what: `${action} needs a file.`, fix: `Write calico-conformance flows ${action} flow.arazzo.yaml.` }], io);
    if (files.length > 1 && action === 'graph') return printProblems([{ code: 'USAGE', what: 'graph draws one document at a time.', fix: 'Name one file.' }], io);

    switch (action) {
      case 'lint': return lint(files, flags, io);
      case 'graph': return graph(files[0] ?? '', io);
      case 'types': return types(flags, io);
      default: return list(files, flags.json === true, io);
    }
  },
};

type Given = Parameters<Command['act']>[0]['flags'];

async function lint(files: readonly string[], { description, overlay }: Given, io: Io): Promise<number> {
  const { lintFlows } = await import('../lint-flows.ts');
  const { problems, notices, sound } = await lintFlows(files, { ...(typeof description === 'string' && { description }), overlays: overlaysOf(overlay) });
  for (const line of sound) io.stdout.write(`${line}\n`);
  const { problemText } = await import('../problem-text.ts');
  for (const notice of notices) io.stderr.write(problemText(notice).replace(/^problem /, 'notice '));
  return problems.length > 0 ? printProblems(problems, io) : 0;
}

async function types({ description, overlay, to }: Given, io: Io): Promise<number> {
  const [{ readBuiltIn }, { readDescription }, { operationsModule }] = await Promise.all([import('../../spec/calico-enterprise.ts'), import('../../spec/read-description.ts'), import('../../spec/typescript/operations-module.ts')]);
  const read = typeof description === 'string' ? await readDescription(description, { overlays: overlaysOf(overlay) }) : await readBuiltIn({});
  if (!read.ok) return printProblems(read.problems, io);
  const text = operationsModule(read.value);
  if (typeof to !== 'string') {
    io.stdout.write(text);
    return 0;
  }
  const { writeWhole, writingProblem } = await import('../report-folder.ts');
  try {
    await writeWhole(resolve(io.folder, to), [text]);
  } catch (error) {
    const problem = writingProblem(error, to);
    if (!problem) throw error;
    return printProblems([{ ...problem, what: problem.what.replace('The reports', 'The types'), fix: 'Name another file with --to.' }], io);
  }
  io.stdout.write(`Wrote ${to}.\n`);
  return 0;
}

function overlaysOf(overlay: Given['overlay']): readonly string[] {
  return Array.isArray(overlay) ? (overlay as readonly string[]) : [];
}

async function list(files: readonly string[], json: boolean, io: Io): Promise<number> {
  const { listFlows } = await import('../list-flows.ts');
  const listed = await listFlows(files);
  if (!listed.ok) return printProblems(listed.problems, io);
  const { flowListText } = await import('../list-flows.ts');
  io.stdout.write(json ? listed.value.map((flow) => `${JSON.stringify(flow)}\n`).join('') : flowListText(listed.value));
  return 0;
}

async function graph(file: string, io: Io): Promise<number> {
  const { isCode } = await import('../load-flows.ts');
  if (isCode(file)) {
    const [{ loadCode }, { codeGraph }] = await Promise.all([import('../code-flows/load-code.ts'), import('../code-flows/code-graph.ts')]);
    const loaded = await loadCode(file);
    if (!loaded.ok) return printProblems(loaded.problems, io);
    io.stdout.write(codeGraph(loaded.value));
    return 0;
  }
  const [{ readArazzo }, { mermaidOf }] = await Promise.all([import('../../spec/arazzo/read-arazzo.ts'), import('../../spec/arazzo/mermaid.ts')]);
  const read = await readArazzo(file);
  if (!read.ok) return printProblems(read.problems, io);
  io.stdout.write(mermaidOf(read.value));
  return 0;
}
