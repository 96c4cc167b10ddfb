import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A server that speaks bytes, so that it can lie about HTTP. */
export interface RawServer {
  readonly url: string;
  /** How many connections have been made. */
  connections(): number;
  /** Everything received so far, by connection. */
  received(): readonly string[];
  close(): Promise<void>;
}

/** Answers each request head (and each connection) as told. */
export async function rawServer(answer: (socket: Socket, request: string, turn: number) => void, greet?: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const received: string[] = [];
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    const index = received.push('') - 1;
    let turn = 0;
    let waiting = '';
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    greet?.(socket);
    socket.on('data', (chunk) => {
      received[index] += chunk.toString('latin1');
      waiting += chunk.toString('latin1');
      for (let end = waiting.indexOf('\r\n\r\n'); end !== -1; end = waiting.indexOf('\r\n\r\n')) {
        const head = waiting.slice(0, end + 4);
        waiting = waiting.slice(end + 4);
        turn += 1;
        answer(socket, head, turn);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => received.length,
    received: () => received,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
