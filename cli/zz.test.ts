import { test } from 'vitest';
import { execute } from './main.ts';
test('x', async () => { 
 for (const words of [['plan','--profile','read-only'],['requirements','coverage'],['requirements','explain','rejects-invalid'],['requirements', 'explain', 'deactivate-user']]) {
 let out='';
 const sink = { write: (t: string) => { out += t; }, flushed: async () => undefined, isTerminal: false, columns: undefined };
 const code = await execute({ arguments: words, folder: '/tmp', environment: { CONFORMANCE_DEBUG: '1' }, node: 'v0', onInterrupt: () => () => undefined, stdout: sink, stderr: sink, exit: () => { throw new Error('x'); } });
 console.log(code, out); }
}, 60000);
