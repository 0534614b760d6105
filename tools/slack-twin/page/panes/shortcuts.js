// The app's shortcuts: those of a message's menu, and the global ones beside the message box.

import { icon } from "../dom.js";
import { t } from "../texts.js";
import { menuButton } from "./menu.js";

// Of one kind, as { name, go(message?) }. run(shortcut, message) → Promise; failed() when it was
// not run.
export function shortcutsOf(world, kind, run, failed) {
    return (world.shortcuts ?? []).filter((one) => one.type === kind).map((one) => ({
        name: one.name,
        go: (message) => run(one, message).catch(failed),
    }));
}

export function drawShortcuts(root, shortcuts) {
    const items = shortcuts.map(({ name, go }) => ({ text: name, go: () => go() }));
    root.replaceChildren(items.length
        ? menuButton({ name: t("shortcuts"), content: icon("bolt"), items }) : "");
}
