import { copyFile, readdir, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { configurationFiles, starterConfiguration } from '../../config/starter.ts';
import type { Command } from '../command.ts';
import { exitUsage } from '../exit-codes.ts';
import { problemText } from '../problem-text.ts';

const schemaFile = 'calico-conformance.schema.json';

/** Writes a first configuration. */
export const init: Command = {
  usage: ['init [flags]'],
  about: `Writes ${configurationFiles[0]} with comments into this folder, and beside it a JSON Schema for your editor where none is installed. Overwrites nothing unless told to.`,
  operands: [],
  flags: ['baseUrl', 'description', 'force'],
  examples: [['calico-conformance init --base-url https://sandbox.partner.example', 'a configuration for this API']],
  async act({ flags }, io) {
    const entries = await readdir(io.folder);
    const there = configurationFiles.find((name) => entries.includes(name));
    if (there !== undefined && flags.force !== true) {
      io.stderr.write(problemText({ code: 'CONFIGURATION_EXISTS', what: `Here already stands ${there}.`, fix: 'Write over it with --force, or edit it.' }));
      return exitUsage;
    }
    try {
      const schema = await schemaFor(io.folder);
      await writeFile(join(io.folder, configurationFiles[0]), starterConfiguration({
        schema: schema.reference,
        ...(typeof flags.baseUrl === 'string' && { baseUrl: flags.baseUrl }),
        ...(typeof flags.description === 'string' && { description: flags.description }),
      }));
      io.stdout.write(`Wrote ${[configurationFiles[0], ...schema.written].join(' and ')}.\nNext: calico-conformance doctor\n`);
      return 0;
    } catch (error) {
      io.stderr.write(problemText({ code: 'OUTPUT_UNWRITABLE', what: `This folder cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}).`, where: { file: configurationFiles[0] } }));
      return exitUsage;
    }
  },
};

/** The schema of an installed package is pointed at; one that runs from a cache leaves a copy. */
async function schemaFor(folder: string): Promise<{ readonly reference: string; readonly written: readonly string[] }> {
  const root = dirname(createRequire(import.meta.url).resolve('calico-conformance/package.json'));
  const source = join(root, 'config', schemaFile);
  const installed = join(folder, 'node_modules', 'calico-conformance', 'config', schemaFile);
  if (await stat(installed).then(() => true, () => false)) {
    return { reference: `./${relative(folder, installed).split(sep).join('/')}`, written: [] };
  }
  await copyFile(source, join(folder, schemaFile));
  return { reference: `./${schemaFile}`, written: [schemaFile] };
}
