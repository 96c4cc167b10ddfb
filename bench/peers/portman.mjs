import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';

const version = '1.33.0';
const fuzzed = { requiredFields: { enabled: true }, minimumNumberFields: { enabled: true }, maximumNumberFields: { enabled: true }, minLengthFields: { enabled: true }, maxLengthFields: { enabled: true } };

export const portman = {
  name: 'Portman, newman',
  takes: 'the description, with the id of a user who exists as the example of `user_id`; every contract test, and fuzzed variations that have to be answered with 400',
  all: true,
  prepare: ({ tools, description, token }) => {
    const own = join(tools, 'portman');
    // Portman needs tslib and does not say so.
    if (!existsSync(join(own, 'node_modules', '.bin', 'portman'))) {
      mkdirSync(own, { recursive: true });
      writeFileSync(join(own, 'package.json'), '{ "private": true }');
      if (spawnSync('npm', ['install', '--no-audit', '--no-fund', `@apideck/portman@${version}`, 'tslib@2'], { cwd: own, stdio: 'ignore' }).status !== 0) throw new Error(`\`npm install @apideck/portman@${version}\` does not work here`);
    }
    writeFileSync(join(own, 'portman-config.json'), JSON.stringify({
      version: 1,
      globals: { securityOverwrites: { bearer: { token } } },
      tests: {
        contractTests: [{ openApiOperation: '*::/*', statusSuccess: { enabled: true }, contentType: { enabled: true }, jsonBody: { enabled: true }, schemaValidation: { enabled: true }, headersPresent: { enabled: true } }],
        variationTests: [{ openApiOperation: '*::/*', openApiResponse: '400', variations: [{ name: 'fuzzed', fuzzing: [{ requestBody: [fuzzed], requestQueryParams: [fuzzed], requestHeaders: [fuzzed] }], tests: { contractTests: [{ statusCode: { enabled: true, code: 400 } }, { schemaValidation: { enabled: true } }] } }] }],
      },
    }));
    const made = spawnSync(process.execPath, [join(own, 'node_modules', '.bin', 'portman'), '--local', description, '--baseUrl', 'http://127.0.0.1', '--portmanConfigFile', 'portman-config.json', '--output', 'collection.json'], { cwd: own, encoding: 'utf8' });
    if (!existsSync(join(own, 'collection.json'))) throw new Error(`it makes no collection of the description: ${`${made.stdout}${made.stderr}`.trim().split('\n').at(-1)}`);
    return { version, own };
  },
  run: ({ url, own }) => ({
    shown: 'portman --local openapi.yaml --portmanConfigFile portman-config.json --output collection.json (once, not measured); newman run collection.json --env-var baseUrl=URL -r junit --reporter-junit-export junit.xml',
    program: process.execPath,
    args: [join(own, 'node_modules', '.bin', 'newman'), 'run', join(own, 'collection.json'), '--env-var', `baseUrl=${url}`, '-r', 'junit', '--reporter-junit-export', 'junit.xml'],
  }),
  findings: ({ folder }) => {
    const { testsuites } = new XMLParser({ ignoreAttributes: false, processEntities: false, isArray: (name) => ['testsuite', 'testcase', 'failure'].includes(name) }).parse(readFileSync(join(folder, 'junit.xml'), 'utf8'));
    return (testsuites.testsuite ?? []).flatMap((suite) => (suite.testcase ?? []).flatMap((test) => (test.failure ?? []).map((failure) => `${suite['@_name']}: ${test['@_name']}: ${failure['@_message'] ?? ''}`)));
  },
};
