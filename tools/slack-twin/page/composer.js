// The message box: Enter sends, Shift+Enter breaks the line, and an Enter that only ends a Hangul
// syllable does neither. One draft per member and channel.

import { Suggest } from "./suggest.js";
import { t } from "./texts.js";

const tallestPixels = 180;

// isComposing is true until the syllable is done; Safari reports that last Enter with 229 instead.
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

export class Composer {
    // parts: { form, box, error, suggest: {panel, list, usage, announcer} };
    // onSend(text) → Promise, rejected when it was not sent.
    constructor(parts, onSend) {
        this.parts = parts;
        this.onSend = onSend;
        this.drafts = new Map();
        this.place = "";
        this.suggest = new Suggest({ box: parts.box, ...parts.suggest }, (text) => this.set(text));
        parts.box.addEventListener("input", (event) => this.changed(event.isComposing));
        parts.box.addEventListener("compositionend", () => this.changed(false));
        parts.box.addEventListener("keydown", (event) => this.key(event));
        parts.box.addEventListener("blur", () => this.suggest.close());
        parts.form.addEventListener("submit", (event) => {
            event.preventDefault();
            this.send();
        });
    }

    // place: any text that names member and channel.
    open(place, channelTitle) {
        if (this.place) this.drafts.set(this.place, this.parts.box.value);
        this.place = place;
        this.parts.box.placeholder = t("placeholder", { channel: channelTitle });
        this.parts.box.setAttribute("aria-label", t("composerLabel", { channel: channelTitle }));
        this.parts.error.textContent = "";
        this.parts.box.value = this.drafts.get(place) ?? "";
        this.grow();
        this.suggest.refresh(false);
        this.suggest.close();
    }

    setCommands(commands) {
        this.suggest.commands = commands;
    }

    set(text) {
        this.parts.box.value = text;
        this.parts.box.focus();
        this.changed(false);
    }

    // The shortcut "/" from anywhere: the slash is in the box already, a second one is the same.
    startCommand() {
        this.parts.box.focus();
        if (this.parts.box.value) return;
        this.set("/");
        this.slashGiven = true;
    }

    changed(composing) {
        if (this.slashGiven && this.parts.box.value === "//") this.parts.box.value = "/";
        this.slashGiven = false;
        this.parts.error.textContent = "";
        this.grow();
        this.suggest.refresh(composing);
    }

    key(event) {
        if (isComposing(event)) return;
        if (this.suggest.key(event)) {
            event.preventDefault();
            event.stopPropagation();
        } else if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
            event.preventDefault();
            this.send();
        }
    }

    async send() {
        const text = this.parts.box.value.trim();
        if (!text) return;
        const place = this.place;
        this.set("");
        this.suggest.close();
        try {
            await this.onSend(text);
        } catch {
            this.restore(place, text);
        }
    }

    // What was not sent comes back, unless something new was typed meanwhile.
    restore(place, text) {
        if (place !== this.place) {
            this.drafts.set(place, text);
            return;
        }
        if (!this.parts.box.value) this.parts.box.value = text;
        this.grow();
        this.parts.error.textContent = t("sayFailed");
    }

    fail(text) {
        this.parts.error.textContent = text;
    }

    grow() {
        const { box } = this.parts;
        box.style.height = "";  // an empty box has one row, however long its placeholder is
        if (box.value) box.style.height = `${Math.min(box.scrollHeight, tallestPixels)}px`;
    }
}
