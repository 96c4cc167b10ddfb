import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';

const version = '2.8.2';
const redocly = join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin', 'cli.js');
const env = { STEPCI_DISABLE_ANALYTICS: '1', NO_COLOR: '1', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

export const stepCi = {
  name: 'Step CI',
  takes: 'a workflow that its `generate` makes of the dereferenced description (it breaks on references), with the id of a user who exists as the example of `user_id`, without optional parameters and without comparing examples, with the token, the base URL, the id in the paths and `continueOnFail` written into it',
  all: false,
  prepare: ({ tools, description, userId }) => {
    const own = join(tools, 'step-ci');
    if (!existsSync(join(own, 'node_modules', '.bin', 'stepci'))) {
      mkdirSync(own, { recursive: true });
      writeFileSync(join(own, 'package.json'), '{ "private": true }');
      if (spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', `stepci@${version}`], { cwd: own, stdio: 'ignore' }).status !== 0) throw new Error(`\`npm install stepci@${version}\` does not work here`);
    }
    const options = { cwd: own, env: { ...process.env, ...env }, encoding: 'utf8' };
    spawnSync(process.execPath, [redocly, 'bundle', description, '--dereferenced', '--output', 'dereferenced.yaml'], options);
    const made = spawnSync(process.execPath, [join(own, 'node_modules', '.bin', 'stepci'), 'generate', 'dereferenced.yaml', 'generated.yml', '--generateOptionalParams=false', '--checkExamples=false'], options);
    if (!existsSync(join(own, 'generated.yml'))) throw new Error(`it makes no workflow of the description: ${`${made.stdout}${made.stderr}`.trim().split('\n')[0]}`);
    const workflow = parse(readFileSync(join(own, 'generated.yml'), 'utf8'), { maxAliasCount: -1 });
    workflow.config = { continueOnFail: true, http: { baseURL: '${{env.host}}' } };
    for (const { steps } of Object.values(workflow.tests)) for (const { http } of steps) {
      // Parameters of a whole path are not known to its generator.
      http.url = http.url.replace('{user_id}', userId);
      http.headers = { ...http.headers, Authorization: 'Bearer ${{env.token}}' };
    }
    writeFileSync(join(own, 'workflow.yml'), stringify(workflow, { aliasDuplicateObjects: false }));
    return { version, own };
  },
  run: ({ url, token, own }) => ({
    shown: 'redocly bundle openapi.yaml --dereferenced --output dereferenced.yaml; stepci generate dereferenced.yaml workflow.yml --generateOptionalParams=false --checkExamples=false (once, not measured); stepci run workflow.yml -e host=URL token=TOKEN --verbose',
    program: process.execPath, env,
    args: [join(own, 'node_modules', '.bin', 'stepci'), 'run', join(own, 'workflow.yml'), '-e', `host=${url}`, `token=${token}`, '--verbose'],
  }),
  /** `● Stats › Balance of all accounts`, the exchange, and then each check with a mark. Under a schema stands the whole of it, and not what is wrong. */
  findings: ({ said }) => {
    if (!/^Tests: /m.test(said)) throw new Error(`it has no summary: ${said.trim().split('\n').at(-1)}`);
    return said.split(/^(?=[●⚠])/m).slice(1).flatMap((block) => {
      const step = block.split('\n')[0].slice(2);
      const given = /^✕ Status[^]*?^Given\s+(\d+)/m.exec(block)?.[1];
      return block.startsWith('⚠') ? [`${step}: ${block.split('\n').slice(1, 6).join(' ')}`] : [...block.matchAll(/^✕ (.*)$/gm)].map(([, check]) => `${step}: ${check}${check === 'Status' ? ` ${given}` : ''}`);
    });
  },
};
