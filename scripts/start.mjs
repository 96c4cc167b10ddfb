// npm start [-- ARGS]: set-up, then the command line with these arguments.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root, setup } from './setup.mjs';

setup();
const child = spawn(process.execPath, [join(root, 'bin', 'calico-conformance.mjs'), ...process.argv.slice(2)], { stdio: 'inherit' });
// Ctrl-C reaches the whole process group; the child decides how it ends, and we end alike.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { if (signal === 'SIGTERM') child.kill(signal); });
child.on('exit', (code, signal) => {
  process.exitCode = signal ? 4 : (code ?? 4);
});
