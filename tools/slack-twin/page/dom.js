// Elements without innerHTML: whatever an app or a member wrote becomes a text node.

const svgNamespace = "http://www.w3.org/2000/svg";

// h("button", { class: "x", "aria-label": name, onclick: f }, "text", child, null)
// null, undefined and false leave an attribute or child out; true sets it empty.
export function h(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value === null || value === undefined || value === false) continue;
        if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
        else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child || child === 0));
    return element;
}

const paths = {
    lock: "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z",
    eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
    bolt: "M13 2L5 14h6l-1 8 8-12h-6z",
    reply: "M10 8L4 13l6 5M4 13h9a7 7 0 0 1 7 7",
    more: "M6 12h.01M12 12h.01M18 12h.01",
    hash: "M9 4L7 20M17 4l-2 16M4 9h17M3 15h17",
};

export function icon(name) {
    const svg = document.createElementNS(svgNamespace, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("class", `icon-${name}`);
    const path = document.createElementNS(svgNamespace, "path");
    path.setAttribute("d", paths[name]);
    svg.append(path);
    return svg;
}

const hues = [172, 14, 262, 340, 204, 38, 96, 228];

function hueOf(id) {
    let sum = 0;
    for (const character of String(id)) sum = (sum * 31 + character.codePointAt(0)) % 9973;
    return hues[sum % hues.length];
}

// 김지민 → 지민, Lee → L: what a colleague would write on a sticky note.
function initials(name) {
    const word = String(name || "?").trim();
    return /^\p{Script=Hangul}{2,4}$/u.test(word) ? word.slice(-2) : [...word][0].toUpperCase();
}

// who: { id, name, image?, app? }. Decorative: the name always stands beside it.
export function avatar(who) {
    const face = h("span", { class: who.app ? "avatar of-app" : "avatar", "aria-hidden": "true" });
    face.style.setProperty("--hue", hueOf(who.id));
    face.append(initials(who.name));
    if (/^(https?:|data:image\/|\/)/.test(who.image || "")) {
        const image = h("img", { src: who.image, alt: "", loading: "lazy" });
        image.addEventListener("error", () => image.remove());
        face.append(image);
    }
    return face;
}
