import { createHash } from 'node:crypto';
import { html, Markup } from './markup.ts';
import styles from './page.css?raw';

/** `'sha256-…'`, by which a policy allows one style or script and no other. */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Nothing is loaded, sent or run but the one style of the page, and the one script where there is one; no text ever becomes markup. */
function policyOf(script: string | undefined): string {
  const scripts = script === undefined ? [] : [`script-src ${hashOf(script)}`];
  return ["default-src 'none'", `style-src ${hashOf(styles)}`, ...scripts, "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"].join('; ');
}

/** How each of our pages begins, up to its body. */
export function pageHead(title: Markup, script?: string): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policyOf(script))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(styles)}</style>
</head>`;
}
