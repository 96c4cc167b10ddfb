import { html } from './markup.ts';

/** The pattern of one requirement in the list; its script fills what is marked, and the second part only once it is opened. */
export const requirementPatterns = html`<template id="requirement-pattern"><li><details class="requirement" data-set="kind"><summary>
<span class="mark" data-set="kind"><span class="sign" aria-hidden="true" data-text="sign"></span> <span data-text="word"></span></span>
<span class="level" data-text="level"></span>
<span class="statement" data-text="statement"></span>
<span class="aside" data-text="place"></span>
</summary></details></li></template>
<template id="body-pattern"><div class="body">
<p class="message" data-part="reason" data-text="reason"></p>
<ul class="findings" data-each="findings"><li><p class="message" data-text="message"></p><p data-part="instance">In the body at <code data-text="instance"></code></p><p data-part="place">In the description at <code data-text="place"></code></p></li></ul>
<p data-part="more" data-text="more"></p>
<p data-part="blame" data-text="blame"></p>
<p data-part="waiver" data-text="waiver"></p>
<dl class="facts">
<div><dt>Requirement</dt><dd><a data-href="link"><code data-text="id"></code></a></dd></div>
<div><dt>Clause</dt><dd><a data-href="clauseUrl" rel="noreferrer" data-text="clause"></a></dd></div>
<div><dt>Level</dt><dd data-text="strength"></dd></div>
<div><dt>Provenance</dt><dd data-text="provenance"></dd></div>
<div data-part="operation"><dt>Operation</dt><dd data-text="operation"></dd></div>
<div><dt>Rule</dt><dd><span data-text="rule"></span>, suite <span data-text="suite"></span></dd></div>
<div data-part="place"><dt>Description</dt><dd><code data-text="place"></code></dd></div>
</dl>
<p data-part="without" data-text="without"></p>
<ul class="evidence" data-each="evidence"><li><details data-set="exchange"><summary data-text="title"></summary></details></li></ul>
</div></template>`;
