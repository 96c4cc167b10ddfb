import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const version = '4.32.5';

export const schemathesis = {
  name: 'Schemathesis',
  takes: 'the description, with the id of a user who exists as the example of `user_id`; all checks, all phases',
  all: false,
  prepare: ({ tools }) => {
    const program = join(tools, 'schemathesis', 'bin', 'schemathesis');
    if (!existsSync(program)) {
      for (const [command, ...args] of [['python3', '-m', 'venv', join(tools, 'schemathesis')], [join(tools, 'schemathesis', 'bin', 'pip'), 'install', '--quiet', `schemathesis==${version}`]]) {
        if (spawnSync(command, args, { stdio: 'ignore' }).status !== 0) throw new Error(`\`pip install schemathesis==${version}\` does not work here`);
      }
    }
    return { version, program };
  },
  run: ({ url, token, description, program }) => ({
    shown: 'schemathesis run openapi.yaml --url URL -H "Authorization: Bearer TOKEN" --checks all --max-examples 20 --seed 1 --workers 2 --continue-on-failure --rate-limit auto --report ndjson',
    program,
    args: ['run', description, '--url', url, '-H', `Authorization: Bearer ${token}`, '--checks', 'all', '--max-examples', '20', '--seed', '1', '--workers', '2', '--continue-on-failure', '--rate-limit', 'auto', '--no-color', '--report', 'ndjson', '--report-dir', 'report'],
  }),
  findings: ({ folder }) => {
    const [file] = readdirSync(join(folder, 'report')).filter((name) => name.endsWith('.ndjson'));
    const found = [];
    const look = (value) => {
      if (typeof value !== 'object' || value === null) return;
      if (typeof value.failure === 'object' && typeof value.failure?.type === 'string') found.push(`${value.failure.operation} ${value.failure.type}: ${value.failure.message}`);
      for (const each of Object.values(value)) look(each);
    };
    for (const line of readFileSync(join(folder, 'report', file), 'utf8').trim().split('\n')) look(JSON.parse(line));
    return found;
  },
};
