// Slack's mrkdwn, the part that sticker messages use, as DOM nodes. The text is never parsed as
// HTML: every piece ends as a text node, after &lt; &gt; &amp; were turned back.

import { h } from "./dom.js";

const unescape = (text) =>
    text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

// A marker opens and closes only at a word's edge, as Slack has it: snake_case stays as it is.
const inlinePattern = new RegExp(
    [
        "`(?<code>[^`\\n]+)`",
        "<(?<entity>[^<>\\n]+)>",
        "(?<![\\p{L}\\p{N}*])\\*(?<bold>[^\\s*](?:[^*\\n]*[^\\s*])?)\\*(?![\\p{L}\\p{N}*])",
        "(?<![\\p{L}\\p{N}_])_(?<italic>[^\\s_](?:[^_\\n]*[^\\s_])?)_(?![\\p{L}\\p{N}_])",
        "(?<![\\p{L}\\p{N}~])~(?<strike>[^\\s~](?:[^~\\n]*[^\\s~])?)~(?![\\p{L}\\p{N}~])",
    ].join("|"),
    "gu",
);

function link(address, label) {
    return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label);
}

function entity(inner, nameOf) {
    const [target, label] = inner.split(/\|(.*)/s);
    const shown = unescape(label || "");
    if (/^(https?:\/\/|mailto:)/i.test(target)) {
        return link(unescape(target), shown || unescape(target));
    }
    const chip = (text) => h("span", { class: "mention" }, text);
    if (target.startsWith("@")) return chip(`@${shown || nameOf(target.slice(1))}`);
    if (target.startsWith("#")) return chip(`#${shown || nameOf(target.slice(1))}`);
    if (target.startsWith("!date^")) return document.createTextNode(shown);
    if (target.startsWith("!")) return chip(`@${target.slice(1).split("^")[0]}`);
    return document.createTextNode(unescape(`<${inner}>`));
}

function inline(text, nameOf) {
    const nodes = [];
    let end = 0;
    for (const match of text.matchAll(inlinePattern)) {
        if (match.index > end) nodes.push(unescape(text.slice(end, match.index)));
        end = match.index + match[0].length;
        const { code, entity: inner, bold, italic, strike } = match.groups;
        if (code) nodes.push(h("code", {}, unescape(code)));
        else if (inner) nodes.push(entity(inner, nameOf));
        else if (bold) nodes.push(h("strong", {}, ...inline(bold, nameOf)));
        else if (italic) nodes.push(h("em", {}, ...inline(italic, nameOf)));
        else nodes.push(h("s", {}, ...inline(strike, nameOf)));
    }
    if (end < text.length) nodes.push(unescape(text.slice(end)));
    return nodes;
}

// Lines that start with > are one quotation; the rest keeps its line breaks (white-space: pre-wrap).
function paragraphs(text, nameOf) {
    const nodes = [];
    let lines = [];
    let quoted = false;
    const flush = () => {
        if (lines.length === 0) return;
        const content = inline(lines.join("\n"), nameOf);
        nodes.push(...(quoted ? [h("blockquote", {}, ...content)] : content));
        lines = [];
    };
    for (const line of text.split("\n")) {
        const quote = /^(?:&gt;|>) ?/.exec(line);
        if (Boolean(quote) !== quoted) flush();
        quoted = Boolean(quote);
        lines.push(quote ? line.slice(quote[0].length) : line);
    }
    flush();
    return nodes;
}

// nameOf(id) gives the name of a member or channel, for <@U…> and <#C…>.
export function mrkdwn(text, nameOf = (id) => id) {
    const fragment = document.createDocumentFragment();
    const parts = String(text ?? "").split(/```([\s\S]*?)```/);
    parts.forEach((part, index) => {
        const inner = part.replace(/^\n|\n$/g, "");
        if (index % 2) fragment.append(h("pre", {}, unescape(inner)));
        else if (part) fragment.append(...paragraphs(parts.length > 1 ? inner : part, nameOf));
    });
    return fragment;
}

// A Block Kit text object: plain_text is taken as it is.
export function textObject(object, nameOf) {
    if (!object) return "";
    return object.type === "mrkdwn" ? mrkdwn(object.text, nameOf) : String(object.text ?? "");
}

export function plain(text, nameOf) {
    return mrkdwn(text, nameOf).textContent.replace(/\s+/g, " ").trim();
}
