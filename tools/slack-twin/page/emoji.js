// The emoji behind a sticker's picture: what is shown where the picture cannot be fetched.
// Open emoji sets name their files by code points:
//   …/assets/1f431_3d.png   …/notoemoji/latest/1f636_200d_1f32b_fe0f/512.gif
//   …/618x618/1F431.png     …/emoji_u1f431.png

const codeName = /^[0-9a-f]{4,6}(?:[-_][0-9a-f]{2,6})*$/i;
const decoration = /^emoji_u|_3d$/gi;
const pictograph = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;
const firstPictograph =
    /\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3|\p{Extended_Pictographic}[\p{Emoji_Modifier}\ufe0f]*(?:\u200d\p{Extended_Pictographic}[\p{Emoji_Modifier}\ufe0f]*)*/u;

function fromCodes(name) {
    const bare = name.replace(decoration, "");
    if (!codeName.test(bare)) return "";
    const codes = bare.split(/[-_]/).map((code) => parseInt(code, 16));
    if (codes.some((code) => code > 0x10ffff)) return "";
    const text = String.fromCodePoint(...codes);
    if (!pictograph.test(text)) return "";
    if (codes.at(-1) === 0x20e3 && codes.length === 2) {
        return String.fromCodePoint(codes[0], 0xfe0f, 0x20e3);  // keycap: file names drop FE0F
    }
    const drawnAsText = codes.length === 1 && !/\p{Emoji_Presentation}/u.test(text);
    return drawnAsText ? `${text}\ufe0f` : text;
}

// "" when the address names no emoji. The code is in the file's name or in its folder's.
export function emojiFromUrl(address) {
    const parts = String(address || "").split(/[?#]/)[0].split("/").slice(-2).reverse();
    for (const part of parts) {
        const found = fromCodes(part.replace(/\.[a-z]+$/i, ""));
        if (found) return found;
    }
    return "";
}

export function emojiFromText(text) {
    return firstPictograph.exec(String(text || ""))?.[0] ?? "";
}
