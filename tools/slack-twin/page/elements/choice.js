// Choices among what is there: selects, radio buttons, checkboxes, dates. Native controls, which
// keyboards and screen readers know already.

import { h } from "../dom.js";
import { textObject } from "../markup.js";
import { t } from "../texts.js";

let made = 0;

const optionNode = (option, chosen) => h("option", {
    value: option.value, selected: chosen.includes(option.value),
}, option.text?.text ?? option.value);

// [{ value, text }] of members or conversations, for the selects that list them.
export function named(entries) {
    return entries.map(({ id, name }) => ({ value: id, text: { text: name } }));
}

// element: static options or groups; `options` in their place; chosen: values.
export function select(element, { name, options, chosen, multiple, onChange }) {
    const groups = element.option_groups?.map((group) => h("optgroup", { label: group.label?.text },
        (group.options ?? []).map((option) => optionNode(option, chosen))));
    const plain = (options ?? element.options ?? []).map((option) => optionNode(option, chosen));
    const empty = h("option", { value: "" }, element.placeholder?.text ?? t("choose"));
    const node = h("select", {
        class: "field-input", multiple, "aria-label": name, "data-action": element.action_id,
        size: multiple ? Math.min(5, Math.max(2, plain.length)) : null,
    }, multiple ? [] : [empty], groups ?? plain);
    const value = () => multiple
        ? [...node.selectedOptions].map((option) => option.value) : node.value || null;
    node.addEventListener("change", () => onChange(value()));
    return { node, value };
}

// Radio buttons and checkboxes.
export function boxes(element, { name, chosen, kind, nameOf, onChange }) {
    made += 1;
    const group = `choice-${made}`;
    const inputs = (element.options ?? []).map((option) => {
        const input = h("input", {
            type: kind, name: group, value: option.value, checked: chosen.includes(option.value),
            "data-action": element.action_id,
        });
        return { input, row: h("label", { class: "choice" }, input,
            h("span", {}, textObject(option.text, nameOf),
                option.description ? h("small", {}, textObject(option.description, nameOf)) : null)) };
    });
    const value = () => {
        const all = inputs.filter(({ input }) => input.checked).map(({ input }) => input.value);
        return kind === "checkbox" ? all : all[0] ?? null;
    };
    const node = h("div", {
        class: "choices", role: kind === "radio" ? "radiogroup" : "group", "aria-label": name,
    }, inputs.map(({ row }) => row));
    node.addEventListener("change", () => onChange(value()));
    return { node, value };
}

// Date, time and text fields.
export function typed(element, { name, type, chosen, onChange }) {
    const tall = element.multiline === true;
    const node = h(tall ? "textarea" : "input", {
        class: "field-input", type: tall ? null : type, "aria-label": name, rows: tall ? 3 : null,
        placeholder: element.placeholder?.text, maxlength: element.max_length,
        autocomplete: "off", "data-action": element.action_id,
    });
    node.value = chosen ?? "";
    const value = () => node.value || null;
    node.addEventListener("change", () => onChange(value()));
    return { node, value };
}
