// Says whose fault a finding is, from the raw exchange and the document alone, with a judge that nobody here wrote.
import { parse } from 'node:querystring';
import { setShouldValidateSchema } from '@hyperjump/json-schema';
import { registerSchema, unregisterSchema, validate } from '@hyperjump/json-schema/openapi-3-0';
import { validate as validate31 } from '@hyperjump/json-schema/openapi-3-1';

// What is wrong with a description is not asked here.
setShouldValidateSchema(false);

const base = 'https://mock.example/openapi.json';

/** A triage over one document. */
export function triageOf(document) {
  const is30 = document.openapi.startsWith('3.0');
  registerSchema(withPlainReferences(document), base, is30 ? 'https://spec.openapis.org/oas/3.0/dialect' : 'https://spec.openapis.org/oas/3.1/dialect/base');
  const isValid = async (pointer, value) => (await (is30 ? validate : validate31)(`${base}#${braceless(pointer).split('/').map(encodeURIComponent).join('/')}`, value)).valid;
  return {
    close: () => unregisterSchema(base),
    /** `server`, `description`, or undefined where nothing but our word says that something is wrong. */
    async blame({ requirement, finding, exchange, operation }) {
      const { rule } = requirement;
      const { request, response } = exchange;
      const described = operation.responses ?? {};
      const key = [String(response.status), `${String(response.status)[0]}XX`, 'default'].find((each) => described[each] !== undefined);
      if (rule === 'error-status-documented' || rule === 'status-documented') return key === undefined ? 'server' : undefined;
      if (rule === 'method-not-allowed') return response.status === 405 ? (header(response.headers, 'allow') === undefined ? 'server' : undefined) : response.status < 300 || response.status >= 500 ? 'server' : undefined;
      if (rule === 'head-mirrors-get') return response.status !== 405 && response.status !== 501 ? 'server' : undefined;
      if (rule === 'no-server-error' || rule === 'service-available') return response.status >= 500 ? 'server' : undefined;
      if (rule === 'success-documented') return response.status >= 500 || key === undefined ? 'server' : undefined;
      const target = described[key]?.$ref ? at(document, decodeURIComponent(described[key].$ref.slice(1))) : described[key];
      const type = essence(header(response.headers, 'content-type'));
      if (rule === 'content-type-documented') {
        const ranges = Object.keys(target?.content ?? {}).map(essence);
        return ranges.every((range) => range !== type && range !== '*/*' && range !== `${type?.split('/')[0]}/*`) ? 'server' : undefined;
      }
      if (rule === 'header-documented') return Object.keys(target?.headers ?? {}).some((name) => header(response.headers, name) === undefined || finding.message.toLowerCase().includes(name.toLowerCase())) ? 'server' : undefined;
      if (rule === 'body-parses') return response.body?.text === undefined || !parses(response.body.text) ? 'server' : undefined;
      if (rule === 'body-schema') {
        if (!parses(response.body?.text)) return undefined;
        const range = [type, `${type?.split('/')[0]}/*`, '*/*'].flatMap((each) => Object.keys(target?.content ?? {}).filter((range) => essence(range) === each))[0] ?? '';
        const where = `${pointerOf(described[key], operation, key)}/content/${escape(range)}/schema`;
        const value = JSON.parse(response.body.text);
        const formats = finding.facts?.keyword === 'format';
        // The second judge knows nothing of writeOnly; that such a property is there, everybody sees.
        const writeOnly = finding.facts?.keyword === 'writeOnly' || /writeOnly/.test(finding.message);
        if (!formats && !writeOnly && await isValid(where, value)) return undefined;
        // The mock answers with examples where there are some: then it is the description that contradicts itself.
        return /"examples?":/.test(JSON.stringify(target.content[range])) || /"(example|default)":/.test(JSON.stringify(document.components?.schemas ?? {})) ? 'description' : 'server';
      }
      if (rule === 'rejects-malformed-body') {
        const sent = essence(header(request.headers, 'content-type'));
        const content = (operation.requestBody?.$ref ? at(document, decodeURIComponent(operation.requestBody.$ref.slice(1))) : operation.requestBody)?.content ?? {};
        if (requirement.at.endsWith('wrong-content-type')) return Object.keys(content).every((each) => essence(each) !== sent) ? 'server' : undefined;
        if (requirement.at.endsWith('broken-json') || requirement.at.endsWith('large-body')) return parses(request.body?.text) ? undefined : 'server';
        return response.status >= 500 ? 'server' : undefined;
      }
      if (rule === 'auth-required' || rule === 'auth-checked') return response.status < 300 && JSON.stringify(request).includes('token-of-') === (rule === 'auth-checked') ? 'server' : undefined;
      if (rule === 'rejects-invalid') {
        const content = (operation.requestBody?.$ref ? at(document, decodeURIComponent(operation.requestBody.$ref.slice(1))) : operation.requestBody)?.content ?? {};
        const sent = essence(header(request.headers, 'content-type'));
        const range = Object.keys(content).find((each) => essence(each) === sent);
        if (requirement.at.startsWith('/requestBody') && range !== undefined && parses(request.body?.text)) {
          const where = operation.requestBody.$ref ? decodeURIComponent(operation.requestBody.$ref.slice(1)) : `${operation.pointer}/requestBody`;
          return await isValid(`${where}/content/${escape(range)}/schema`, JSON.parse(request.body.text)) ? undefined : 'server';
        }
        // The mock does not look into forms: what is missing or no number there, everybody sees.
        if (requirement.at.startsWith('/requestBody') && Object.keys(content).some((each) => /form/.test(each)) && response.status < 300) {
          const where = operation.requestBody.$ref ? decodeURIComponent(operation.requestBody.$ref.slice(1)) : `${operation.pointer}/requestBody`;
          const form = Object.keys(content).find((each) => (sent === undefined ? /form/.test(each) : essence(each) === sent)) ?? '';
          const pointer = `${where}/content/${escape(form)}/schema`;
          return (await Promise.all(fieldsOf(request.body?.text ?? '', form).map((value) => isValid(pointer, value)))).includes(true) ? undefined : 'server';
        }
      }
      if (rule === 'requires-parameter') return response.status < 300 ? 'server' : undefined;
      return undefined;
    },
  };
}

/** What a form may mean: all text, or what looks like a number or a flag as one. */
function fieldsOf(text, form) {
  const texts = form.startsWith('multipart')
    ? Object.fromEntries([...text.matchAll(/name="([^"]*)"[^]*?\r\n\r\n([^]*?)\r\n--/g)].map(([, name, value]) => [name, value]))
    : { ...parse(text) };
  const typed = Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, value === 'true' || value === 'false' ? value === 'true' : typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value]));
  return [texts, typed];
}

/** The second judge cannot follow references through braces, encoded or not; so paths get names without. */
function withPlainReferences(value) {
  if (Array.isArray(value)) return value.map(withPlainReferences);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name.startsWith('/') ? braceless(name) : name, name === '$ref' && typeof each === 'string' ? braceless(each) : withPlainReferences(each)]));
}

function braceless(text) {
  return text.replaceAll(/[{}]|%7[BD]/gi, '_');
}

function at(document, pointer) {
  return pointer.split('/').slice(1).map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')).reduce((value, token) => value?.[token], document);
}

function pointerOf(response, operation, key) {
  return response?.$ref ? decodeURIComponent(response.$ref.slice(1)) : `${operation.pointer}/responses/${key}`;
}

function escape(token) {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function header(headers, name) {
  return headers?.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
}

function essence(type) {
  return type?.split(';')[0].trim().toLowerCase();
}

function parses(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
