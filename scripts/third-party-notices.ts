import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Rolldown } from 'tsdown';

/** A plugin of the bundler: the licences of all that is bundled, in THIRD-PARTY-NOTICES.txt beside it. */
export function thirdPartyNotices(): Rolldown.Plugin {
  return {
    name: 'third-party-notices',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? output.moduleIds : []));
      const folders = new Set(modules.flatMap((module) => packageFolder(module) ?? []));
      const notices = [...folders].map(readNotice).sort((one, other) => (one.title < other.title ? -1 : 1));
      this.emitFile({
        type: 'asset', fileName: 'THIRD-PARTY-NOTICES.txt',
        source: `Parts of these packages are contained in the files of this folder.\n${notices.map(({ title, text }) => `\n\n${title}\n${'-'.repeat(title.length)}\n\n${text}\n`).join('')}`,
      });
    },
  };
}

interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly license?: string;
}

function packageFolder(module: string): string | undefined {
  const [file = ''] = module.replace(/^\0/, '').split('?');
  if (!file.split(/[/\\]/).includes('node_modules')) return undefined;
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    // Some packages have further manifests inside that say no more than a module type.
    if (existsSync(join(folder, 'package.json')) && manifestOf(folder).version !== undefined) return folder;
  }
  return undefined;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function readNotice(folder: string): { readonly title: string; readonly text: string } {
  const { name, version = '', license } = manifestOf(folder);
  if (license === undefined) throw new Error(`${name} is bundled and does not say under which licence it stands.`);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const text = files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  return { title: `${name} ${version} (${license})`, text: text === '' ? `Licence: ${license}` : text };
}
