import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Place, Problem } from '../../model/problem.ts';
import { withoutTypes } from './import-hooks.ts';
import { placeInUserCode } from './user-code.ts';

/** Why a module could not be imported, and in which line. */
export async function importProblem(thrown: unknown, urls: readonly string[], shown: (url: string) => string): Promise<Problem> {
  const message = thrown instanceof Error ? `${thrown.name === 'Error' ? '' : `${thrown.name}: `}${thrown.message.split('\n')[0] ?? ''}` : String(thrown);
  const missing = /^Cannot find (?:module|package) '([^']+)' imported from (\S+)/.exec(thrown instanceof Error ? thrown.message : '');
  if (missing) return { code: 'FLOW_CODE_BROKEN', what: message.replace(/ imported from .*$/, '.').replace(/^Error: /, ''), where: await placeOfImport(missing[1] ?? '', missing[2] ?? '', shown), fix: 'Check what it imports.' };
  if (thrown instanceof SyntaxError) return { code: 'FLOW_CODE_BROKEN', what: `It cannot be read: ${thrown.message.replace(/^Error transforming .*?: /, '').replace(/ \(\d+:\d+\)$/, '')}.`, where: await placeOfSyntax(thrown, urls, shown), fix: 'Mend the file.' };
  const place = placeInUserCode(thrown);
  return { code: 'FLOW_CODE_BROKEN', what: `It broke when it was imported: ${message.replace(/\.$/, '')}.`, where: place ? { file: shown(place.url), line: place.line } : { file: shown(urls[0] ?? '') }, fix: 'A module with a flow only says what the flow is; requests belong into run.' };
}

async function placeOfSyntax(thrown: SyntaxError, urls: readonly string[], shown: (url: string) => string): Promise<Place> {
  const own = placeInUserCode(thrown);
  if (own) return { file: shown(own.url), line: own.line };
  // Node says the line to nobody but the terminal; so each file is looked at once more.
  for (const url of urls) {
    const path = fileURLToPath(url);
    const text = await readFile(path, 'utf8').catch(() => '');
    let code: string;
    try {
      code = /\.m?ts$/.test(path) ? withoutTypes(text, path) : text;
    } catch (error) {
      const [, line, column] = /\((\d+):(\d+)\)$/.exec(String(error)) ?? [];
      return { file: shown(url), ...(line !== undefined && { line: Number(line), column: Number(column) }) };
    }
    const checked = spawnSync(process.execPath, ['--check', '--input-type=module', '-'], { input: code, encoding: 'utf8' });
    const line = /^\[stdin\]:(\d+)/.exec(checked.stderr)?.[1];
    if (line !== undefined) return { file: shown(url), line: Number(line) };
  }
  return { file: shown(urls[0] ?? '') };
}

async function placeOfImport(what: string, from: string, shown: (url: string) => string): Promise<Place> {
  const text = await readFile(from, 'utf8').catch(() => '');
  const name = what.split(/[/\\]/).at(-1)?.replace(/\.[a-z]+$/, '') ?? what;
  const line = text.split('\n').findIndex((each) => each.includes(name) && /['"]/.test(each));
  return { file: shown(pathToFileURL(from).href), ...(line !== -1 && { line: line + 1 }) };
}
