// What runs inside of the container that the tests start: the reference backend of the package, or something worse.
//   MODE=silent   never listens     MODE=broken   ends at once     DIE_AFTER=n   ends after n requests     FAULT=name   tells a lie
import { connect, createServer } from 'node:net';

const { MODE = 'honest', DIE_AFTER, FAULT, GREETING = 'hello' } = process.env;
const inner = 8081;
let requests = 0;

console.log(`${GREETING}, this is a backend`);
if (MODE === 'broken') {
  console.error('There is no database.');
  process.exit(3);
}
process.on('SIGTERM', () => process.exit(0));
if (MODE === 'silent') setInterval(() => console.log('still warming up'), 50);
else {
  process.argv = [process.argv[0], 'calico-conformance', 'serve', '--port', String(inner), ...(FAULT ? ['--fault', FAULT] : [])];
  void import('./dist/cli/main.js');
  // The backend itself listens at the loopback alone, which nobody outside of the container can reach.
  createServer((socket) => {
    const behind = connect(inner, '127.0.0.1');
    for (const each of [socket, behind]) each.setNoDelay(true).on('error', () => { socket.destroy(); behind.destroy(); });
    socket.on('data', (bytes) => {
      const [line = ''] = bytes.toString('latin1').split('\r\n');
      if (line.endsWith(' HTTP/1.1')) {
        console.log(line);
        requests += 1;
        if (String(requests) === DIE_AFTER) {
          console.error('Out of luck.');
          process.exit(7);
        }
      }
    });
    socket.pipe(behind).pipe(socket);
  }).listen(8080, '0.0.0.0');
}
