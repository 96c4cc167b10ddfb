import type { Command } from '../command.ts';
import { printProblems } from '../print-problems.ts';
import { wantsColor } from '../wants-color.ts';

/** Judges what passes. */
export const proxy: Command = {
  usage: ['proxy --target <url> [--listen <host:port>] [flags]'],
  about: 'Stands in front of an API and judges real traffic as it passes, unchanged. Ctrl-C ends it, and leaves the same reports as a run. It judges answers only: what nobody asked for stays undecided, and of what is asked for nothing is known, so requirements on refusals are no part of it. Credentials pass, and are taken out before anything is written.',
  operands: [],
  flags: ['target', 'listen', 'description', 'overlay', 'profile', 'include', 'exclude', 'minResponseCoverage', 'output', 'report', 'recordTo', 'quiet', 'noColor', 'config'],
  examples: [
    ['calico-conformance proxy --target https://api.partner.example --description openapi.yaml', 'then point a client at http://127.0.0.1:8081'],
    ['calico-conformance proxy --target http://127.0.0.1:8080 --listen 127.0.0.1:0', 'at a port that is free'],
    ['calico-conformance proxy --target http://127.0.0.1:8080 --record traffic.har', 'and keep what has passed'],
  ],
  async act({ flags }, io) {
    const { target, listen = '127.0.0.1:8081' } = flags;
    if (typeof target !== 'string' || !URL.canParse(target) || !/^https?:$/.test(new URL(target).protocol)) return printProblems([{ code: 'USAGE', what: target === undefined ? 'It is not said where to forward to.' : `The target is no URL of HTTP: ${String(target)}`, fix: 'Write --target https://api.partner.example' }], io);
    const [, host = '', port = ''] = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(String(listen)) ?? [];
    if (host === '' || Number(port) > 65_535) return printProblems([{ code: 'USAGE', what: `This is no address to listen on: ${String(listen)}`, fix: 'Write host and port: --listen 127.0.0.1:8081' }], io);
    const [{ settle }, { asSeen }] = await Promise.all([import('../settle.ts'), import('../recorded-flag.ts')]);
    const configuration = await settle({ ...asSeen(flags), baseUrl: target }, io);
    if (!configuration.ok) return printProblems(configuration.problems, io);
    const { watchTraffic } = await import('../watch-traffic.ts');
    return watchTraffic(configuration.value, { target, host, port: Number(port) }, { quiet: flags.quiet === true, color: wantsColor(io, flags.noColor === true) }, io);
  },
};
