// The message list. It is updated in place: a message that did not change keeps its element, so
// focus, scroll position and loaded pictures stay.

import { renderBlocks, spokenBlocks } from "./blocks.js";
import { avatar, h, icon } from "./dom.js";
import { mrkdwn, plain } from "./markup.js";
import { menuButton } from "./panes/menu.js";
import { locale, t } from "./texts.js";

const groupGapSeconds = 300;
const nearBottomPixels = 120;

const secondsOf = (message) => Number(message.ts);
const keyOf = (message) => `${message.ts}|${message.to}`;
const isPrivate = (message) => message.to !== undefined && message.to !== "all";

function dayOf(message) {
    return new Date(secondsOf(message) * 1000).toDateString();
}

function dayName(message) {
    const day = new Date(secondsOf(message) * 1000);
    const yesterday = new Date();
    yesterday.setDate(yesterday.getDate() - 1);
    if (day.toDateString() === new Date().toDateString()) return t("today");
    if (day.toDateString() === yesterday.toDateString()) return t("yesterday");
    return day.toLocaleDateString(locale(), { month: "long", day: "numeric", weekday: "long" });
}

function follows(message, previous) {
    return Boolean(previous) && previous.by.id === message.by.id &&
        previous.by.name === message.by.name && previous.to === message.to &&
        !isPrivate(message) && secondsOf(message) - secondsOf(previous) < groupGapSeconds;
}

export class MessageList {
    // parts: { list, scroller, jump, announcer, empty }; onPress(message, element, value) and
    // suggest(message, element, text) → Promise; onThread(message); shortcuts() → [{ name,
    // go(message) }];
    // context(): what blocks need; onFocusLost() when a message goes that held the focus;
    // inThread: it is a thread's list, which shows no way into threads.
    constructor(parts, actions) {
        this.parts = parts;
        this.actions = actions;
        this.nameOf = (id) => actions.context().nameOf(id);
        this.rows = new Map();
        this.known = null;
        parts.jump.addEventListener("click", () => this.toBottom());
        parts.scroller.addEventListener("scroll", () => {
            this.stick = this.nearBottom();
            if (this.stick) parts.jump.hidden = true;
        });
        // A picture or the space below may take room: who read the newest goes on doing so.
        const sizes = new ResizeObserver(() => this.stick && this.toBottom());
        sizes.observe(parts.list);
        sizes.observe(parts.scroller);
    }

    // Another channel, member or language: everything is drawn anew and nothing is announced.
    clear() {
        this.parts.list.replaceChildren();
        this.rows.clear();
        this.known = null;
        this.parts.jump.hidden = true;
        this.stick = true;
    }

    // Returns the messages that were not there at the last update ([] at the first after clear()).
    update(messages, me) {
        const sorted = [...messages].sort((a, b) => secondsOf(a) - secondsOf(b));
        const fresh = this.known ? sorted.filter((m) => !this.known.has(keyOf(m))) : [];
        this.known = new Set(sorted.map(keyOf));
        this.stick = this.rows.size === 0 || this.nearBottom();
        this.draw(sorted);
        this.parts.empty.hidden = sorted.length > 0;
        if (this.stick) this.toBottom();
        else if (fresh.length > 0) this.parts.jump.hidden = false;
        for (const message of fresh) if (message.by.id !== me.id) this.announce(message);
        return fresh;
    }

    draw(sorted) {
        const { list } = this.parts;
        const focus = this.focused();
        const wanted = new Map();
        sorted.forEach((message, index) => {
            const previous = sorted[index - 1];
            if (!previous || dayOf(previous) !== dayOf(message)) {
                this.want(wanted, `day ${dayOf(message)}`, dayName(message), (name) =>
                    h("li", { class: "day" }, h("span", {}, name)));
            }
            const grouped = follows(message, previous);
            this.want(wanted, keyOf(message), JSON.stringify([message, grouped]), () =>
                this.message(message, grouped));
        });
        for (const [key, row] of this.rows) if (!wanted.has(key)) row.element.remove();
        let place = list.firstChild;
        for (const { element } of wanted.values()) {
            if (element === place) place = place.nextSibling;
            else list.insertBefore(element, place);
        }
        this.rows = wanted;
        this.refocus(focus);
    }

    want(wanted, key, signature, make) {
        const old = this.rows.get(key);
        if (old?.signature === signature) {
            wanted.set(key, old);
            return;
        }
        old?.element.remove();
        wanted.set(key, { signature, element: make(signature) });
    }

    message(message, grouped) {
        const hidden = isPrivate(message);
        const time = new Date(secondsOf(message) * 1000);
        const clock = time.toLocaleTimeString(locale(), { hour: "numeric", minute: "2-digit" });
        const meta = h("p", { class: "meta" },
            h("span", { class: "name" }, message.by.name),
            message.by.app ? h("span", { class: "badge" }, t("app")) : null,
            h("time", { datetime: time.toISOString(), title: time.toLocaleString(locale()) }, clock),
            message.edited ? h("span", { class: "edited" }, t("edited")) : null);
        return h("li", {
            class: `message${hidden ? " private" : ""}${grouped ? " grouped" : ""}`,
            "data-ts": message.ts,
            "data-to": message.to,
        },
        grouped ? h("span", { class: "gutter", "aria-hidden": "true" }, clock) : avatar(message.by),
        h("div", { class: "body" },
            hidden ? h("p", { class: "only-you" }, icon("eye"), t("onlyYou")) : null,
            meta, this.content(message), this.repliesLink(message)),
        hidden ? null : this.tools(message));
    }

    repliesLink(message) {
        if (!message.replies || this.actions.inThread) return null;
        return h("button", {
            type: "button", class: "replies", onclick: () => this.actions.onThread(message),
        }, t("replies", { count: message.replies }));
    }

    // What one can do with a message: seen when it is pointed at or holds the focus.
    tools(message) {
        const items = this.actions.shortcuts().map(({ name, go }) =>
            ({ text: name, go: () => go(message) }));
        const reply = this.actions.inThread ? null : h("button", {
            type: "button", class: "icon", "aria-label": t("replyInThread"),
            title: t("replyInThread"), onclick: () => this.actions.onThread(message),
        }, icon("reply"));
        if (!reply && items.length === 0) return null;
        return h("div", { class: "tools" }, reply, items.length
            ? menuButton({ name: t("messageMenu"), content: icon("more"), items }) : null);
    }

    content(message) {
        const content = h("div", { class: "content" });
        const blocks = message.blocks ?? [];
        if (blocks.length === 0) {
            content.append(h("div", { class: "text" }, mrkdwn(message.text, this.nameOf)));
        } else {
            content.append(...renderBlocks(blocks, {
                ...this.actions.context(),
                press: (element, node, value) => this.press(message, element, content, value),
                suggest: (element, text) => this.actions.suggest(message, element, text),
            }));
        }
        return content;
    }

    // All buttons of the message rest until the press is answered. aria-disabled and not disabled:
    // the focus stays where it is.
    async press(message, element, content, value = element.value) {
        const buttons = content.querySelectorAll("button.action");
        const rest = (on) => buttons.forEach((made) => on
            ? made.setAttribute("aria-disabled", "true") : made.removeAttribute("aria-disabled"));
        rest(true);
        content.classList.add("pressing");
        try {
            await this.actions.onPress(message, element, value);
        } finally {
            rest(false);
            content.classList.remove("pressing");
        }
    }

    focused() {
        const active = document.activeElement;
        const row = active?.closest?.("li.message");
        if (!row || !this.parts.list.contains(row)) return null;
        const key = `${row.dataset.ts}|${row.dataset.to}`;
        return { key, action: active.dataset.action, value: active.dataset.value };
    }

    refocus(focus) {
        if (!focus || this.parts.list.contains(document.activeElement)) return;
        const row = this.rows.get(focus.key)?.element;
        const same = [...(row?.querySelectorAll("button.action") ?? [])].find((made) =>
            made.dataset.action === focus.action && made.dataset.value === focus.value);
        const next = same ?? row?.querySelector("button.action");
        if (next) next.focus();
        else this.actions.onFocusLost();
    }

    announce(message) {
        const text = plain(message.text ?? "", this.nameOf) || spokenBlocks(message.blocks ?? []);
        const key = isPrivate(message) ? "announceOnlyYou" : "announce";
        this.parts.announcer.append(h("p", {}, t(key, { name: message.by.name, text })));
        while (this.parts.announcer.childElementCount > 5) this.parts.announcer.firstChild.remove();
    }

    nearBottom() {
        const { scrollTop, scrollHeight, clientHeight } = this.parts.scroller;
        return scrollHeight - scrollTop - clientHeight < nearBottomPixels;
    }

    toBottom() {
        this.parts.jump.hidden = true;
        this.parts.scroller.scrollTop = this.parts.scroller.scrollHeight;
    }
}
