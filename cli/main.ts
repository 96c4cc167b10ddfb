import { execute, reportBug } from './execute.ts';
import { processIo } from './process-io.ts';

// The entry of the program: importing it runs the command line of this process.
const io = processIo();
// What escapes every wait is our fault too, and is told alike.
process.on('uncaughtException', (error) => io.exit(reportBug(error, io)));
process.exitCode = await execute(io);
await io.stdout.flushed();
await io.stderr.flushed();
