import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

const version = '2.55.1';

export const specmatic = {
  name: 'Specmatic',
  takes: 'the description, with the id of a user who exists as the example of `user_id`; `--lenient`, without which it refuses `minLength: 2` beside a pattern that one letter fulfils; one combination for each example; 206 left out, which cannot be asked for',
  all: false,
  prepare: ({ tools }) => {
    const own = join(tools, 'specmatic');
    const jar = join(own, 'node_modules', 'specmatic', 'specmatic.jar');
    if (!existsSync(jar)) {
      mkdirSync(own, { recursive: true });
      writeFileSync(join(own, 'package.json'), '{ "private": true }');
      if (spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', `specmatic@${version}`], { cwd: own, stdio: 'ignore' }).status !== 0) throw new Error(`\`npm install specmatic@${version}\` does not work here`);
    }
    if (spawnSync('java', ['-version'], { stdio: 'ignore' }).status !== 0) throw new Error('there is no Java here');
    return { version, jar };
  },
  run: ({ url, token, description, jar }) => ({
    shown: 'bearer=TOKEN MAX_TEST_REQUEST_COMBINATIONS=1 java -jar specmatic.jar test --lenient --filter="STATUS!=\'206\'" --testBaseURL=URL --junitReportDir=junit openapi.yaml',
    program: 'java',
    args: ['-jar', jar, 'test', '--lenient', "--filter=STATUS!='206'", `--testBaseURL=${url}`, '--junitReportDir=junit', description],
    env: { bearer: token, MAX_TEST_REQUEST_COMBINATIONS: '1' },
  }),
  findings: ({ folder }) => {
    const [file] = readdirSync(join(folder, 'junit')).filter((name) => name.endsWith('.xml'));
    const { testsuite } = new XMLParser({ ignoreAttributes: false, processEntities: false, isArray: (name) => name === 'testcase' }).parse(readFileSync(join(folder, 'junit', file), 'utf8'));
    return testsuite.testcase.filter(({ failure }) => failure !== undefined).map(({ failure, 'system-out': out = '' }) => {
      const [, scenario = ''] = /Scenario: (\S+ \S+ -> \d+( with the request from the example '[^']*')?)/.exec(out) ?? [];
      const text = typeof failure === 'string' ? failure : failure['#text'] ?? '';
      return `${scenario}: ${text.replace(/^.*?>> /s, '>> ').replace(/\n\s+at .*/s, '').replaceAll(/Documentation: \S+|Summary: .*/g, '')}`;
    });
  },
};
