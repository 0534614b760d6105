// The two tabs of the app's own conversation: messages and Home. The ARIA tabs pattern: the
// arrows walk, the chosen tab is the one in the tab order.

import { renderBlocks } from "../blocks.js";
import { h } from "../dom.js";
import { t } from "../texts.js";

export class HomePane {
    // parts: { tabs, home, messages: elements that only the messages tab shows };
    // actions: { opened(), press(view, element, value), suggest(view, element, text) }.
    constructor(parts, actions, context) {
        this.parts = parts;
        this.actions = actions;
        this.context = context;
        this.view = null;
        this.drawn = "";
        this.buttons = ["messages", "home"].map((name) => h("button", {
            type: "button", role: "tab", id: `tab-${name}`, class: "tab",
            "aria-controls": name === "home" ? "home" : "scroll",
            onclick: () => this.choose(name === "home"),
        }));
        parts.tabs.append(...this.buttons);
        parts.tabs.addEventListener("keydown", (event) => this.key(event));
    }

    // Another conversation: `shown` where it is the app's and there is a Home tab.
    open(shown) {
        this.parts.tabs.hidden = !shown;
        this.parts.tabs.setAttribute("aria-label", t("homeTabs"));
        [t("messages"), t("home")].forEach((text, index) => {
            this.buttons[index].textContent = text;
        });
        this.drawn = "";
        this.choose(false);
    }

    choose(home) {
        this.active = home;
        this.parts.home.hidden = !home;
        for (const part of this.parts.messages) part.classList.toggle("behind-home", home);
        this.buttons.forEach((button, index) => {
            const chosen = (index === 1) === home;
            button.setAttribute("aria-selected", String(chosen));
            button.tabIndex = chosen ? 0 : -1;
        });
        if (!home) return;
        this.draw();
        this.actions.opened();
    }

    key(event) {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        event.preventDefault();
        this.choose(!this.active);
        this.buttons[this.active ? 1 : 0].focus();
    }

    update(view) {
        this.view = view;
        if (this.active) this.draw();
    }

    draw() {
        const { home } = this.parts;
        const signature = JSON.stringify([this.view, document.documentElement.lang]);
        if (signature === this.drawn) return;
        this.drawn = signature;
        const { view } = this;
        const focused = home.contains(document.activeElement)
            ? document.activeElement.dataset.action : null;
        home.replaceChildren(...(view ? renderBlocks(view.blocks, {
            ...this.context(),
            press: (element, node, value) => this.actions.press(view, element, value),
            suggest: (element, text) => this.actions.suggest(view, element, text),
            stateOf: (block, element) => view.state.values[block.block_id]?.[element.action_id],
        }) : [h("p", { class: "home-empty" }, t("homeEmpty"))]));
        if (focused) home.querySelector(`[data-action="${CSS.escape(focused)}"]`)?.focus();
    }
}
