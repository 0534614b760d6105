// The page's own dialogs: the keys, and the question before everything goes.

import { h } from "../dom.js";
import { t } from "../texts.js";

// parts: { dialog, title, body, buttons }; buttons: [text, style, action?].
function show(parts, title, body, buttons) {
    parts.title.textContent = title;
    parts.body.replaceChildren(body);
    parts.buttons.replaceChildren(...buttons.map(([text, style, action]) => h("button", {
        type: "button",
        class: `action ${style}`,
        onclick: () => {
            parts.dialog.close();
            action?.();
        },
    }, text)));
    parts.dialog.showModal();
}

export function showHelp(parts) {
    const keys = [
        ["/", "helpSlash"], ["Enter", "helpEnter"], ["Shift + Enter", "helpNewline"],
        ["↑ ↓ Tab", "helpComplete"], ["Alt + ↑ ↓", "helpChannels"], ["Esc", "helpEscape"],
        ["?", "helpHelp"],
    ];
    const rows = keys.flatMap(([key, text]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(text))]);
    show(parts, t("helpTitle"), h("dl", {}, rows), [[t("close"), "primary"]]);
}

export function askReset(parts, reset) {
    show(parts, t("resetTitle"), h("p", {}, t("resetText")), [
        [t("cancel"), ""],
        [t("resetGo"), "danger", reset],
    ]);
}
