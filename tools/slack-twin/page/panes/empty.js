// What an empty channel shows: the command to type.

import { h } from "../dom.js";
import { t } from "../texts.js";

export function drawEmpty(root, command, take) {
    const [before, after] = t("emptyText").split("{command}");
    root.replaceChildren(
        h("p", { class: "empty-art", "aria-hidden": "true" },
            h("span", {}, "🐱"), h("span", {}, "🎉"), h("span", {}, "🙏")),
        h("h2", {}, t("emptyTitle")),
        h("p", {}, before, h("code", {}, command), after),
        h("button", { type: "button", class: "action primary", onclick: take }, t("emptyTry")));
}
