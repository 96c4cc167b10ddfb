// A plugin of the bundler: the licences of all that is bundled into dist/, in one file beside it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Emits THIRD-PARTY-NOTICES.txt; a bundled package that does not say its licence ends the build. */
export function thirdPartyNotices() {
  return {
    name: 'third-party-notices',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? output.moduleIds : []));
      const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined));
      const notices = new Map([...folders].map(readNotice).map((notice) => [notice.title, notice.text]));
      const sections = [...notices].sort(([one], [other]) => (one < other ? -1 : 1)).map(([title, text]) => `${title}\n${'-'.repeat(title.length)}\n\n${text}\n`);
      this.emitFile({
        type: 'asset', fileName: 'THIRD-PARTY-NOTICES.txt',
        source: `Parts of these packages are contained in the files of this folder.\n\n${sections.join('\n\n')}`,
      });
    },
  };
}

function packageFolder(module) {
  const [file = ''] = module.replace(/^\0/, '').split('?');
  if (!file.split(/[/\\]/).includes('node_modules')) return undefined;
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    // Some packages have further manifests inside that say no more than a module type.
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version !== undefined) return folder;
  }
  return undefined;
}

function readNotice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (typeof license !== 'string') throw new Error(`${name} is bundled and does not say under which licence it stands.`);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const text = files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  return { title: `${name} ${version} (${license})`, text: text === '' ? `Licence: ${license}` : text };
}
