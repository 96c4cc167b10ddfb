import { isTellingName } from '../config/secrets.ts';

/** The command line that does a run again, secrets left out. */
export function reproduce(words: readonly string[], seed: number): string {
  const said = words.map((word, index) => {
    const before = words[index - 1];
    if (before === '--header') return withoutSecret(word);
    if (before === '--proxy') return withoutUser(word);
    if (word.startsWith('--proxy=')) return `--proxy=${withoutUser(word.slice('--proxy='.length))}`;
    if (before === '--env') return withoutValue(word);
    if (word.startsWith('--env=')) return `--env=${withoutValue(word.slice('--env='.length))}`;
    return word.startsWith('--header=') ? `--header=${withoutSecret(word.slice('--header='.length))}` : word;
  });
  const seeded = said.some((word) => word === '--seed' || word.startsWith('--seed='));
  return ['npx', 'calico-conformance', ...said, ...(seeded ? [] : ['--seed', String(seed)])].map(shellWord).join(' ');
}

/** The command line of the run that was shared, of that of one shard. */
export function ofTheWhole(line: string): string {
  return line.replaceAll(/ --(?:shard|output|record)[= ](?:'(?:[^']|'\\'')*'|\S+)/g, '');
}

function withoutSecret(header: string): string {
  const name = header.split(':')[0] ?? header;
  return isTellingName(name) ? `${name}: ...` : header;
}

/** Who comes to a proxy with credentials says so in its URL. */
function withoutUser(url: string): string {
  return url.replace(/^([a-z]+:\/\/)?[^/@]*@/i, (_, scheme: string | undefined) => scheme ?? '');
}

/** What a container is told may be a secret where its name says so. */
function withoutValue(variable: string): string {
  const name = variable.split('=')[0] ?? variable;
  return isTellingName(name) ? name : variable;
}

/** A word as a shell takes it unchanged. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
