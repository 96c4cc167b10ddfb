import { writeSync } from 'node:fs';
import { placeInUserCode, userCode } from './code-flows/user-code.ts';
import { execute, reportBug } from './execute.ts';
import { exitError } from './exit-codes.ts';
import { processIo } from './process-io.ts';
import { problemText } from './problem-text.ts';

// The entry of the program: importing it runs the command line of this process.
const io = processIo();
// What escapes every wait is our fault too, and is told alike; but code of a flow can be to blame as well.
process.on('uncaughtException', (error) => {
  const place = placeInUserCode(error);
  if (!place) return io.exit(reportBug(error, io));
  writeSync(2, problemText({ code: 'FLOW_CODE_BROKEN', what: `A flow threw where nothing waits for it, and ended the run: ${error.message.split('\n')[0] ?? ''}`, where: { file: place.url, line: place.line }, fix: 'Await every promise inside a step.' }));
  return io.exit(exitError);
});
let ended = false;
process.on('exit', () => {
  if (ended || io.exited() || userCode.size === 0) return;
  writeSync(2, problemText({ code: 'FLOW_CODE_EXITED', what: 'Code of a flow ended the process, and with it the run.', fix: 'A flow says how a step ended by throwing, or by block and inapplicable.' }));
  process.exitCode = exitError;
});
process.exitCode = await execute(io);
ended = true;
await io.stdout.flushed();
await io.stderr.flushed();
// What code of flows left open must not keep us alive.
if (userCode.size > 0) io.exit(process.exitCode);
