// A select whose options come from the app: a text box with a list (the ARIA combobox pattern).
// Every change of the text asks, also while a Hangul syllable is still being composed, as Slack
// does; an answer that comes after a newer question is dropped.

import { h } from "../dom.js";
import { t } from "../texts.js";

let made = 0;

const flat = ({ options = [], option_groups: groups = [] }) =>
    [...options, ...groups.flatMap((group) => group.options ?? [])];

export class ExternalSelect {
    // suggest(text) → Promise of { options } or { option_groups }; onChoose(option).
    constructor(element, { name, suggest, onChoose, initial }) {
        made += 1;
        this.id = `options-${made}`;
        this.least = element.min_query_length ?? 3;
        this.suggest = suggest;
        this.onChoose = onChoose;
        this.options = [];
        this.index = -1;
        this.asked = 0;
        this.chosen = initial ?? null;
        this.list = h("ul", { id: this.id, role: "listbox", "aria-label": name, hidden: true });
        this.note = h("p", { class: "select-note", role: "status" });
        this.box = h("input", {
            type: "text", class: "field-input", role: "combobox", autocomplete: "off",
            spellcheck: "false", "aria-label": name, "aria-autocomplete": "list",
            "aria-expanded": "false", "aria-controls": this.id,
            placeholder: element.placeholder?.text ?? t("searchOptions"),
            "data-action": element.action_id,
        });
        this.box.value = this.chosen?.text?.text ?? "";
        this.node = h("div", { class: "external" }, this.box, this.list, this.note);
        this.box.addEventListener("input", () => {
            this.chosen = null;
            this.ask(this.box.value);
        });
        this.box.addEventListener("click", () => this.openAll());
        this.box.addEventListener("keydown", (event) => this.key(event));
        this.box.addEventListener("blur", () => this.close());
    }

    value() {
        return this.chosen?.value ?? null;
    }

    // Where no letter is wanted Slack asks as the list opens, whatever stands in the box.
    openAll() {
        if (this.least === 0 && this.list.hidden) this.ask("");
    }

    async ask(text) {
        this.asked += 1;
        const mine = this.asked;
        if ([...text].length < this.least) {
            this.show([]);
            this.note.textContent = text ? t("typeMore", { count: this.least }) : "";
            return;
        }
        this.note.textContent = t("searching");
        const answer = await this.suggest(text).catch(() => ({}));
        if (mine !== this.asked) return;
        this.show(flat(answer));
        this.note.textContent = this.options.length === 0
            ? t("noOptions") : t("optionsFound", { count: this.options.length });
    }

    show(options) {
        this.options = options;
        this.index = -1;
        this.draw();
    }

    draw() {
        this.list.replaceChildren(...this.options.map((option, index) => h("li", {
            id: `${this.id}-${index}`,
            role: "option",
            "aria-selected": String(index === this.index),
            onpointerdown: (event) => {
                event.preventDefault();  // the focus stays in the box
                this.choose(index);
            },
        }, h("b", {}, option.text?.text ?? option.value),
        option.description ? h("span", {}, option.description.text) : null)));
        this.list.hidden = this.options.length === 0;
        this.box.setAttribute("aria-expanded", String(!this.list.hidden));
        if (this.index < 0) this.box.removeAttribute("aria-activedescendant");
        else this.box.setAttribute("aria-activedescendant", `${this.id}-${this.index}`);
        this.list.children[this.index]?.scrollIntoView({ block: "nearest" });
    }

    choose(index) {
        this.chosen = this.options[index];
        this.box.value = this.chosen.text?.text ?? this.chosen.value;
        this.note.textContent = "";
        this.asked += 1;
        this.close();
        this.onChoose(this.chosen);
    }

    close() {
        this.show([]);
    }

    key(event) {
        if (event.isComposing || event.keyCode === 229) return;
        if (this.options.length === 0) {
            if (event.key === "ArrowDown") this.openAll();
            return;
        }
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const count = this.options.length;
        if (step) {
            this.index = this.index < 0 && step < 0 ? count - 1 : (this.index + step + count) % count;
            this.draw();
        } else if (event.key === "Enter") this.choose(Math.max(this.index, 0));
        else if (event.key === "Escape") this.close();
        else return;
        event.preventDefault();
        event.stopPropagation();
    }
}
