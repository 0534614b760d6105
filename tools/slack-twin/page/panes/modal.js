// The uppermost modal of the member, as a dialog. What was typed stays over every redraw, by
// block and action; the focus too.

import { renderBlocks } from "../blocks.js";
import { h } from "../dom.js";
import { t } from "../texts.js";

export class ModalPane {
    // dialog: the element. actions: { submit(view, values), close(view), press(view, element,
    // value), suggest(view, element, text) }, each a Promise; context: what blocks need.
    constructor(dialog, actions, context) {
        this.dialog = dialog;
        this.actions = actions;
        this.context = context;
        this.drafts = new Map();
        this.fields = [];
        this.drawn = "";
        dialog.addEventListener("cancel", (event) => {
            event.preventDefault();  // Escape: the twin takes the view away, then the dialog closes
            if (this.view) this.actions.close(this.view);
        });
    }

    // modals: the member's stack, bottom first.
    update(modals) {
        const view = modals.at(-1) ?? null;
        const signature = view && JSON.stringify([view.id, view.hash, view.errors, view.trouble,
            document.documentElement.lang]);
        if (signature === this.drawn) return;
        this.keepDrafts();
        this.drawn = signature;
        this.view = view;
        if (view) this.draw(view, modals.length);
        else this.gone();
    }

    gone() {
        this.drafts.clear();
        this.fields = [];
        this.dialog.close();
        this.dialog.replaceChildren();
        // The dialog gives the focus back, but Chromium leaves the caret in the field that is gone:
        // what is typed next would be lost.
        const back = document.activeElement;
        back?.blur();
        back?.focus();
    }

    draw(view, depth) {
        const focused = this.focusKey();
        this.fields = [];
        const title = h("h2", { id: "modal-title" }, view.title?.text ?? "");
        const back = view.close?.text ?? t("cancelModal");
        const form = h("form", { class: "modal-form", novalidate: true },
            h("div", { class: "modal-head" }, title,
                h("button", {
                    type: "button", class: "icon", "aria-label": t("closeModal"),
                    onclick: () => this.actions.close(view),
                }, "✕")),
            view.trouble ? h("p", { class: "modal-trouble", role: "alert" }, view.trouble) : null,
            h("div", { class: "modal-body content" }, renderBlocks(view.blocks, this.blocks(view))),
            h("div", { class: "dialog-buttons" },
                h("button", {
                    type: "button", class: "action", onclick: () => this.actions.close(view),
                }, back),
                view.submit ? h("button", { type: "submit", class: "action primary" },
                    view.submit.text) : null));
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.submit(view, form);
        });
        this.dialog.replaceChildren(form);
        this.dialog.dataset.depth = depth;
        if (!this.dialog.open) this.dialog.showModal();
        this.refocus(focused);
    }

    blocks(view) {
        const key = (block, element) => `${view.id}/${block.block_id}/${element.action_id}`;
        return {
            ...this.context(),
            press: (element, node, value) => this.actions.press(view, element, value),
            suggest: (element, text) => this.actions.suggest(view, element, text),
            stateOf: (block, element) => this.drafts.get(key(block, element)) ??
                view.state.values[block.block_id]?.[element.action_id],
            errorOf: (block) => view.errors[block.block_id],
            onField: (block, element, made) => {
                this.fields.push({ block, element, made, key: key(block, element) });
                made.node.dataset.key = key(block, element);
            },
        };
    }

    // As states that makeElement reads back; of an option its value is enough, save for a select
    // whose options come from the app.
    keepDrafts() {
        for (const { made, key } of this.fields) {
            const value = made.value();
            if (Array.isArray(value)) {
                const options = value.map((one) => ({ value: one }));
                this.drafts.set(key, { selected_ids: value, selected_options: options });
                continue;
            }
            const chosen = made.chosen?.() ?? (value === null ? null : { value });
            this.drafts.set(key, { selected_id: value, selected_option: chosen, value });
        }
    }

    async submit(view, form) {
        const values = {};
        for (const { block, element, made } of this.fields) {
            if (block.type !== "input") continue;
            values[block.block_id] = { [element.action_id]: made.value() };
        }
        if (form.getAttribute("aria-busy") === "true") return;
        form.setAttribute("aria-busy", "true");
        const button = form.querySelector("[type=submit]");
        button.setAttribute("aria-disabled", "true");
        try {
            await this.actions.submit(view, values);
        } finally {
            form.removeAttribute("aria-busy");
            button.removeAttribute("aria-disabled");
        }
    }

    focusKey() {
        return document.activeElement?.closest?.("[data-key]")?.dataset.key;
    }

    // The field that is wrong comes first, then the one that had the focus, then the first there is.
    refocus(key) {
        const wrong = this.dialog.querySelector("[aria-invalid=true]");
        const same = key && this.dialog.querySelector(`[data-key="${CSS.escape(key)}"]`);
        const usable = "input, select, textarea, button";
        const inner = (node) => (node?.matches(usable) ? node : node?.querySelector(usable));
        const first = this.dialog.querySelector(".modal-body input, .modal-body select, " +
            ".modal-body textarea, .modal-body button, [type=submit]");
        (wrong ?? inner(same) ?? first ?? this.dialog.querySelector("button"))?.focus();
    }
}
