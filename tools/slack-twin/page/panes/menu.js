// A button that opens a list of things to do: the ARIA menu pattern. The arrows walk, Escape and
// Tab close, the focus comes back to the button.

import { h } from "../dom.js";

let made = 0;

// items: [{ text, go() }]. content: what the button shows; name: what it is called.
export function menuButton({ name, content, items, className = "icon" }) {
    made += 1;
    const id = `menu-${made}`;
    const list = h("ul", { id, class: "menu-list", role: "menu", "aria-label": name, hidden: true });
    const opener = h("button", {
        type: "button", class: className, "aria-label": name, title: name,
        "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": id,
    }, content);
    const entries = items.map(({ text, go }) => h("button", {
        type: "button", role: "menuitem", tabindex: "-1",
        onclick: () => {
            close(true);
            go();
        },
    }, text));
    list.append(...entries.map((entry) => h("li", { role: "none" }, entry)));
    const root = h("span", { class: "menu" }, opener, list);

    function open() {
        list.hidden = false;
        opener.setAttribute("aria-expanded", "true");
        list.classList.toggle("upward", opener.getBoundingClientRect().top > innerHeight / 2);
        entries[0]?.focus();
    }

    function close(refocus) {
        list.hidden = true;
        opener.setAttribute("aria-expanded", "false");
        if (refocus) opener.focus();
    }

    opener.addEventListener("click", () => (list.hidden ? open() : close(true)));
    root.addEventListener("keydown", (event) => {
        if (list.hidden) return;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const here = entries.indexOf(document.activeElement);
        if (step) entries[(here + step + entries.length) % entries.length].focus();
        else if (event.key === "Home") entries[0].focus();
        else if (event.key === "End") entries.at(-1).focus();
        else if (event.key === "Escape") close(true);
        else if (event.key === "Tab") return close(true);
        else return;
        event.preventDefault();
        event.stopPropagation();
    });
    root.addEventListener("focusout", (event) => {
        if (!root.contains(event.relatedTarget)) close(false);
    });
    return root;
}
