// in-own-process.mjs SCRIPT FUNCTION JSON: runs an exported function in a process of its own, and says what it returned and
// how much memory that process took at most.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a function of a file in this folder returns, with the peak of resident memory in MiB. */
export async function inOwnProcess(script, name, argument, nodeFlags = []) {
  const child = spawn(process.execPath, [...nodeFlags, fileURLToPath(import.meta.url), script, name, JSON.stringify(argument)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => { text += chunk; });
  const code = await new Promise((resolve) => { child.on('close', resolve); });
  if (code !== 0) throw new Error(`${script} ended with ${code}.`);
  return JSON.parse(text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [script, name, argument] = process.argv.slice(2);
  const module = await import(new URL(script, import.meta.url));
  const result = await module[name](JSON.parse(argument));
  process.stdout.write(JSON.stringify({ peakMiB: Math.round(process.resourceUsage().maxRSS / 1024), ...result }));
}
