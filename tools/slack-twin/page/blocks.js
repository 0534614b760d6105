// Block Kit as DOM. context: { nameOf(id), press(element, node, value), suggest(element, text),
// choices } (elements/element.js), and in a view { stateOf(block, element), errorOf(block),
// onField(block, element, made) }.
// A block this page does not know becomes a small note, so that nothing vanishes unseen.

import { h } from "./dom.js";
import { field, makeElement } from "./elements/element.js";
import { emojiFromText, emojiFromUrl } from "./emoji.js";
import { textObject } from "./markup.js";
import { t } from "./texts.js";

// The emoji stands in the picture's place from the start and goes when the picture is there: no
// jump of the page, and something to see where the network is away.
function picture(block, kind) {
    const title = block.title?.text ?? "";
    const name = block.alt_text || title || t("picture");
    const emoji = emojiFromUrl(block.image_url) || emojiFromText(name) || emojiFromText(title) ||
        (kind === "tile tiny" ? "🖼️" : "");
    const fallback = h("span", { class: emoji ? "fallback" : "fallback words", "aria-hidden": "true" },
        emoji || name);
    const frame = h("span", { class: kind }, fallback);
    const failed = () => {
        frame.querySelector("img")?.remove();
        frame.classList.add("failed");
        fallback.removeAttribute("aria-hidden");
        fallback.setAttribute("role", "img");
        fallback.setAttribute("aria-label", name);
    };
    if (!/^(https?:|data:image\/|\/)/.test(block.image_url ?? "")) {
        failed();
        return frame;
    }
    const image = h("img", { alt: name, loading: "lazy", referrerpolicy: "no-referrer" });
    image.addEventListener("load", () => frame.classList.add("loaded"));
    image.addEventListener("error", failed);
    image.src = block.image_url;
    frame.prepend(image);
    return frame;
}

function image(block) {
    const title = block.title?.text;
    return h("figure", { class: "image" },
        title ? h("figcaption", {}, title) : null, picture(block, "tile"));
}

function button(element, context) {
    const style = ["primary", "danger"].includes(element.style) ? ` ${element.style}` : "";
    const made = h("button", {
        type: "button",
        class: `action${style}`,
        "aria-label": element.accessibility_label,
        "data-action": element.action_id,
        "data-value": element.value,
    }, element.text?.text ?? "");
    made.addEventListener("click", () => {
        if (made.getAttribute("aria-disabled") === "true") return;
        if (/^https?:\/\//i.test(element.url ?? "")) window.open(element.url, "_blank", "noopener");
        context.press(element, made, element.value);
    });
    return made;
}

const unknown = (type) => h("p", { class: "unsupported" }, t("unsupported", { type }));

function interactive(block, element, context) {
    if (element.type === "button") return button(element, context);
    const made = makeElement(element, context, context.stateOf?.(block, element));
    if (!made) return unknown(element.type);
    context.onField?.(block, element, made);
    return made.node;
}

function accessory(block, context) {
    return block.accessory.type === "image" ? picture(block.accessory, "tile small")
        : interactive(block, block.accessory, context);
}

// In a view its value waits for the submission, unless the app wants every change.
function input(block, context) {
    const { element } = block;
    const own = block.dispatch_action ? context : { ...context, press: () => undefined };
    const made = makeElement(element, own, context.stateOf?.(block, element), block.label?.text);
    if (!made) return unknown(element.type);
    context.onField?.(block, element, made);
    return field(block, made, context.errorOf?.(block));
}

function section(block, context) {
    const fields = (block.fields ?? []).map((field) =>
        h("p", { class: "field" }, textObject(field, context.nameOf)));
    return h("div", { class: "section" },
        h("div", { class: "section-text" },
            block.text ? h("div", { class: "text" }, textObject(block.text, context.nameOf)) : null,
            fields.length ? h("div", { class: "fields" }, fields) : null),
        block.accessory ? accessory(block, context) : null);
}

function contextBlock(block, context) {
    return h("div", { class: "context" }, (block.elements ?? []).map((element) =>
        element.type === "image" ? picture(element, "tile tiny")
            : h("span", { class: "text" }, textObject(element, context.nameOf))));
}

function actions(block, context) {
    return h("div", { class: "actions" }, (block.elements ?? []).map((element) =>
        interactive(block, element, context)));
}

const renderers = {
    section,
    context: contextBlock,
    header: (block) => h("h3", { class: "header" }, block.text?.text ?? ""),
    divider: () => h("hr"),
    image,
    actions,
    input,
};

function render(block, context) {
    const renderer = Object.hasOwn(renderers, block.type) ? renderers[block.type] : null;
    return renderer ? renderer(block, context) : unknown(block.type);
}

// A picture and the buttons right under it belong together; several such pairs lie side by side
// where there is room. The reading order stays that of the blocks.
export function renderBlocks(blocks, context) {
    const nodes = [];
    for (let index = 0; index < blocks.length; index += 1) {
        const block = blocks[index];
        const next = blocks[index + 1];
        if (block.type !== "image" || next?.type !== "actions") {
            nodes.push(render(block, context));
            continue;
        }
        if (!nodes.at(-1)?.classList.contains("cards")) nodes.push(h("div", { class: "cards" }));
        nodes.at(-1).append(h("div", { class: "card" }, image(block), actions(next, context)));
        index += 1;
    }
    return nodes;
}

// What a screen reader hears for a message whose top-level text is empty.
export function spokenBlocks(blocks) {
    const words = blocks.flatMap((block) => [block.text?.text, block.title?.text ?? block.alt_text]);
    return words.filter(Boolean).join(", ");
}
