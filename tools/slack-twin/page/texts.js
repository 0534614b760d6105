// Everything the page itself says, by language (words/); what the app says comes from the app.
// A value with {name} takes that placeholder.

import { en } from "./words/en.js";
import { ko } from "./words/ko.js";

export const dictionaries = { ko, en };

let current = ko;
let currentLocale = "ko-KR";

// The page follows the member's own locale; anything but Korean reads English.
export function setLocale(locale) {
    currentLocale = locale || "en-US";
    const language = currentLocale.startsWith("ko") ? "ko" : "en";
    current = dictionaries[language];
    document.documentElement.lang = language;
}

export function locale() {
    return currentLocale;
}

export function t(key, values = {}) {
    return current[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function languageOf(memberLocale) {
    return dictionaries[String(memberLocale).startsWith("ko") ? "ko" : "en"].language;
}

// Fills data-t (the text) and data-t-label (name and tooltip) below `root`.
export function applyTexts(root) {
    for (const element of root.querySelectorAll("[data-t]")) {
        element.textContent = t(element.dataset.t);
    }
    for (const element of root.querySelectorAll("[data-t-label]")) {
        const text = t(element.dataset.tLabel);
        element.setAttribute("aria-label", text);
        if (element.matches("button")) element.title = text;
    }
}
