// The list of slash commands over the message box. It follows the ARIA pattern of a text box with
// a list: the focus stays in the box, aria-activedescendant points at the chosen command.

import { h } from "./dom.js";
import { t } from "./texts.js";

// While a syllable is being composed its last letter may still change: 스티ㅋ → 스티커.
function matching(commands, typed, composing) {
    const start = (composing ? typed.slice(0, -1) : typed).normalize("NFC").toLowerCase() || "/";
    return commands.filter(({ command }) => command.toLowerCase().startsWith(start));
}

export class Suggest {
    // parts: { box, panel, list, usage, announcer }; onComplete(text) puts text into the box.
    constructor(parts, onComplete) {
        this.parts = parts;
        this.onComplete = onComplete;
        this.commands = [];
        this.matches = [];
        this.index = 0;
        this.moved = false;
    }

    get open() {
        return !this.parts.panel.hidden;
    }

    // Called after every change of the text.
    refresh(composing) {
        const text = this.parts.box.value;
        this.matches = /^\/\S*$/.test(text) ? matching(this.commands, text, composing) : [];
        this.index = 0;
        this.moved = false;
        if (this.matches.length === 0) this.close();
        else this.show(text);
        this.showUsage(text);
    }

    show(text) {
        const { panel, box, announcer } = this.parts;
        if (panel.hidden) announcer.textContent = t("suggestions", { count: this.matches.length });
        panel.hidden = false;
        box.setAttribute("aria-controls", "suggest-list");
        this.exact = this.matches.some(({ command }) => command === text);
        this.draw();
    }

    draw() {
        const { list, box } = this.parts;
        list.replaceChildren(...this.matches.map(({ command, hint }, index) => h("li", {
            id: `suggest-${index}`,
            role: "option",
            "aria-selected": String(index === this.index),
            onpointerdown: (event) => {
                event.preventDefault();  // the focus stays in the box
                this.complete(index);
            },
        }, h("b", {}, command), h("span", {}, hint ?? ""))));
        box.setAttribute("aria-activedescendant", `suggest-${this.index}`);
    }

    // "/sticker " with nothing after it: how the command is used.
    showUsage(text) {
        const { usage } = this.parts;
        const command = this.commands.find((one) => one.hint && text === `${one.command} `);
        usage.hidden = !command;
        usage.textContent = command ? t("usage", { example: `${command.command} ${command.hint}` }) : "";
    }

    close() {
        this.parts.panel.hidden = true;
        this.parts.box.removeAttribute("aria-activedescendant");
        this.parts.box.removeAttribute("aria-controls");
    }

    complete(index) {
        const { command } = this.matches[index];
        this.close();
        this.onComplete(`${command} `);
    }

    // True when the key was the list's. A command typed in full is sent by Enter, not completed.
    key(event) {
        if (!this.open) return false;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step && !event.altKey) {
            this.index = (this.index + step + this.matches.length) % this.matches.length;
            this.moved = true;
            this.draw();
            return true;
        }
        if (event.key === "Escape") {
            this.close();
            return true;
        }
        const chosen = event.key === "Enter" && !event.shiftKey && (this.moved || !this.exact);
        if (chosen || (event.key === "Tab" && !event.shiftKey)) {
            this.complete(this.index);
            return true;
        }
        return false;
    }
}
