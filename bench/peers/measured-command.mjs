// Runs a command, and says how long it took, what it printed, and what it and all that it started took of memory and processor.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** How often the tree of processes is looked at. */
const everyMs = 200;
const ticksPerSecond = 100;
const pageBytes = 4096;

export async function measuredCommand({ program, args, env = {}, cwd, limitSeconds }) {
  const start = performance.now();
  // A group of its own, so that all of it can be ended together.
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { said += text; });
  let [peakBytes, cpuSeconds, timedOut] = [0, 0, false];
  const watch = setInterval(() => {
    const { bytes, ticks } = usedByTree(child.pid);
    peakBytes = Math.max(peakBytes, bytes);
    cpuSeconds = Math.max(cpuSeconds, ticks / ticksPerSecond);
  }, everyMs);
  const endGroup = () => {
    try { process.kill(-Number(child.pid), 'SIGKILL'); } catch { /* It has ended by itself. */ }
  };
  const limit = setTimeout(() => {
    timedOut = true;
    endGroup();
  }, limitSeconds * 1000);
  process.once('exit', endGroup);
  const code = await new Promise((resolve, reject) => { child.on('error', reject).on('close', resolve); });
  clearInterval(watch);
  clearTimeout(limit);
  process.off('exit', endGroup);
  return { code, said, timedOut, seconds: (performance.now() - start) / 1000, peakMiB: Math.round(peakBytes / 1024 / 1024), cpuSeconds };
}

/** Resident memory, and processor time with that of children that have ended, of a process and all below it. Linux tells; elsewhere it is none. */
function usedByTree(pid) {
  const processes = new Map();
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      try {
        const [, ...fields] = /\) (.*)$/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))[0].split(' ');
        processes.set(Number(name), { parent: Number(fields[1]), ticks: fields.slice(11, 15).reduce((sum, each) => sum + Number(each), 0), bytes: Number(fields[21]) * pageBytes });
      } catch { /* It has just ended. */ }
    }
  } catch { /* There is no such folder here. */ }
  const isBelow = (id) => id === pid || (processes.has(id) && isBelow(processes.get(id).parent));
  return [...processes].filter(([id]) => isBelow(id)).reduce((sum, [, { bytes, ticks }]) => ({ bytes: sum.bytes + bytes, ticks: sum.ticks + ticks }), { bytes: 0, ticks: 0 });
}
