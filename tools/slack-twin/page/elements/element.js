// An interactive element that is no button, as { node, value() }. context:
//   press(element, node, value): the member used it; suggest(element, text) → Promise;
//   choices: { members, conversations, channels }, each [{ id, name }]; nameOf(id).
// state: what is chosen already (a payload's state, or null). name: of its label, else its own.

import { h } from "../dom.js";
import { t } from "../texts.js";
import { boxes, named, select, typed } from "./choice.js";
import { ExternalSelect } from "./external.js";
import { menuButton } from "../panes/menu.js";

const valuesOf = (options) => (options ?? []).map((option) => option.value);

function chosenIn(element, state) {
    if (!state) {
        return element.initial_option ? [element.initial_option.value]
            : valuesOf(element.initial_options);
    }
    if (state.selected_option) return [state.selected_option.value];
    return valuesOf(state.selected_options);
}

// Of selects that list members or conversations.

function idsIn(element, state) {
    const [one] = Object.entries(state ?? {}).filter(([key]) => key.startsWith("selected_"));
    const [first] = Object.entries(element).filter(([key]) => key.startsWith("initial_"));
    return [one?.[1] ?? first?.[1] ?? []].flat();
}

const listed = {
    users_select: ["members", "chooseUser"],
    multi_users_select: ["members", "chooseUser"],
    conversations_select: ["conversations", "chooseConversation"],
    multi_conversations_select: ["conversations", "chooseConversation"],
    channels_select: ["channels", "chooseConversation"],
    multi_channels_select: ["channels", "chooseConversation"],
};
const inputTypes = {
    plain_text_input: "text", email_text_input: "email", url_text_input: "url",
    number_input: "text", datepicker: "date", timepicker: "time",
};

function overflow(element, context) {
    const node = menuButton({
        name: t("moreActions"), content: "⋯", className: "action",
        items: (element.options ?? []).map((option) => ({
            text: option.text?.text ?? option.value,
            go: () => context.press(element, node, option.value),
        })),
    });
    return { node, value: () => null };
}

function external(element, context, state, name) {
    const made = new ExternalSelect(element, {
        name,
        initial: state?.selected_option ?? element.initial_option,
        suggest: (text) => context.suggest(element, text),
        onChoose: (option) => context.press(element, made.node, option.value),
    });
    return { node: made.node, value: () => made.value(), chosen: () => made.chosen };
}

// null: this page does not know that kind.
export function makeElement(element, context, state, label) {
    const { type } = element;
    const [list, fallback] = listed[type] ?? [null, "choose"];
    const name = label || element.placeholder?.text || t(fallback);
    const made = {};
    const onChange = (value) => context.press(element, made.node, value);
    const multiple = type.startsWith("multi_");
    if (type === "overflow") return overflow(element, context);
    if (type === "external_select") return external(element, context, state, name);
    if (type === "static_select" || type === "multi_static_select") {
        const chosen = chosenIn(element, state);
        return Object.assign(made, select(element, { name, chosen, multiple, onChange }));
    }
    if (list) {
        const options = named(context.choices[list]);
        const chosen = idsIn(element, state);
        return Object.assign(made, select(element, { name, options, chosen, multiple, onChange }));
    }
    if (type === "radio_buttons" || type === "checkboxes") {
        const kind = type === "checkboxes" ? "checkbox" : "radio";
        const chosen = chosenIn(element, state);
        return Object.assign(made,
            boxes(element, { name, chosen, kind, nameOf: context.nameOf, onChange }));
    }
    if (Object.hasOwn(inputTypes, type)) {
        const chosen = state?.value ?? state?.selected_date ?? state?.selected_time ??
            element.initial_value ?? element.initial_date ?? element.initial_time;
        return Object.assign(made,
            typed(element, { name, type: inputTypes[type], chosen, onChange }));
    }
    return null;
}

// Label, element, hint and error of an input block. `error`: what is wrong there, if anything is.
export function field(block, made, error) {
    const name = h("span", { class: "field-label" }, block.label?.text ?? "",
        block.optional ? h("small", {}, ` ${t("optional")}`) : null);
    const wrong = error ? h("p", { class: "field-error", role: "alert" }, error) : null;
    if (error) {
        const control = made.node.matches("input, select, textarea")
            ? made.node : made.node.querySelector("input, select, textarea");
        control?.setAttribute("aria-invalid", "true");
        control?.setAttribute("aria-description", error);
    }
    return h("div", { class: "field-block" }, name, made.node,
        block.hint ? h("p", { class: "field-hint" }, block.hint.text) : null, wrong);
}
