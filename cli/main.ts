import { execute } from './execute.ts';
import { processIo } from './process-io.ts';

// The entry of the program: importing it runs the command line of this process.
const io = processIo();
process.exitCode = await execute(io);
await io.stdout.flushed();
await io.stderr.flushed();
