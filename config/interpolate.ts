import type { Problem } from '../model/problem.ts';

/** Environment variables, handed in by the caller. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment holds under a name; an empty text counts as unset. */
export function variable(environment: Environment, name: string): string | undefined {
  return Object.hasOwn(environment, name) ? environment[name] || undefined : undefined;
}

/** `text` with every `${NAME}` and `${NAME:-default}` filled in; `$${` stands for `${`. */
export function interpolate(text: string, environment: Environment): {
  readonly text: string;
  /** The values that were taken from the environment. */
  readonly used: readonly string[];
  readonly problems: readonly Problem[];
} {
  const used: string[] = [];
  const problems: Problem[] = [];
  const filled = text.replace(/\$\$\{|\$\{([^}]*)\}/g, (whole, inner: string | undefined) => {
    if (inner === undefined) return '${';
    const [, name, fallback] = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s.exec(inner) ?? [];
    if (name === undefined) {
      problems.push({ code: 'CONFIGURATION_INVALID', what: `${whole} does not name an environment variable.`, fix: 'Write ${NAME} or ${NAME:-default}; $${ stands for ${ itself.' });
      return '';
    }
    const value = variable(environment, name);
    if (value !== undefined) {
      used.push(value);
      return value;
    }
    if (fallback !== undefined) return fallback;
    problems.push(unsetVariable(name));
    return '';
  });
  return { text: filled, used, problems };
}

/** The problem of an environment variable that is needed and not set. */
export function unsetVariable(name: string): Problem {
  return {
    code: 'ENVIRONMENT_UNSET',
    what: `The environment variable ${name} is not set.`,
    fix: `Set it before the run: export ${name}=...`,
  };
}
