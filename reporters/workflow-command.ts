import { visibleLine } from './visible-text.ts';

/** One workflow command of GitHub Actions, with the line feed after it. Nothing in its texts ends it or begins another one. */
export function workflowCommand(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escaped(value).replaceAll(':', '%3A').replaceAll(',', '%2C')}`).join(',');
  return `::${name} ${written}::${escaped(message)}\n`;
}

/** Line breaks are gone already. In a message a colon is a colon: what reads it knows three escapes there, and five in properties. */
function escaped(text: string): string {
  return visibleLine(text).replaceAll('%', '%25');
}
