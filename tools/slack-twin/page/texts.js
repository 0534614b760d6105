// Everything the page itself says, by language; what the app says comes from the app.
// A value with {name} takes that placeholder. Both languages have the same keys.

const ko = {
    skip: "메시지 입력창으로 건너뛰기",
    practice: "연습용 워크스페이스",
    sidebar: "채널과 멤버",
    channels: "채널",
    directs: "다이렉트 메시지",
    viewAs: "이 멤버로 보기",
    you: "나",
    language: "한국어",
    admin: "관리자",
    menu: "채널 목록 열기",
    reload: "새로고침: 나에게만 보이는 메시지가 사라져요",
    reset: "처음 상태로 되돌리기",
    help: "단축키 보기",
    messages: "메시지",
    jump: "새 메시지 보기 ↓",
    delivery: "마지막 명령이 걸린 시간",
    commands: "쓸 수 있는 명령",
    send: "보내기",
    composerLabel: "{channel}에 메시지 보내기",
    placeholder: "{channel}에 메시지 보내기 · / 를 누르면 명령이 나와요",
    composerNote: "Enter로 보내고, Shift+Enter로 줄을 바꿔요",
    sayFailed: "보내지 못했어요. 다시 시도해 주세요.",
    pressFailed: "버튼이 눌리지 않았어요. 다시 시도해 주세요.",
    usage: "쓰는 법: {example}",
    suggestions: "명령 {count}개. 위아래 화살표로 고르고 Enter를 누르세요.",
    typePublic: "공개 채널",
    typePrivate: "비공개 채널",
    typeIm: "다이렉트 메시지",
    memberCount: "멤버 {count}명",
    botMember: "봇이 들어와 있어요",
    botAbsent: "봇이 없는 채널이에요",
    unread: "읽지 않은 메시지 {count}개",
    onlyYou: "나에게만 보여요",
    app: "앱",
    edited: "편집됨",
    inThread: "스레드 답글",
    today: "오늘",
    yesterday: "어제",
    opensNew: "새 창에서 열려요",
    unsupported: "여기서는 보여 줄 수 없는 블록이에요: {type}",
    announce: "{name} 님: {text}",
    announceOnlyYou: "나에게만 보이는 메시지, {name}: {text}",
    picture: "그림",
    emptyTitle: "아직 아무 말도 없어요",
    emptyText: "{command} 라고 쓰고 Enter를 눌러 보세요. 나만 보는 미리보기가 나오고, 하나를 고르면 모두에게 보여요.",
    emptyTry: "입력창에 넣어 주세요",
    lost: "연결이 끊겼어요. 다시 연결하고 있어요…",
    botAway: "봇이 아직 연결되지 않았어요. 명령에 답이 없을 수 있어요.",
    socketMode: "소켓 모드",
    httpMode: "HTTP 모드",
    socketsOpen: "연결 {count}개",
    stepSending: "보내는 중…",
    stepAcked: "접수",
    stepUnacked: "3초 안에 접수되지 않았어요",
    stepPreviews: "미리보기",
    stepAnswer: "답",
    stepPosted: "게시",
    after: "{ms} ms",
    helpTitle: "키보드만으로 쓸 수 있어요",
    helpSlash: "입력창으로 가기",
    helpEnter: "보내기",
    helpNewline: "줄 바꾸기",
    helpComplete: "명령 고르기와 채우기",
    helpChannels: "이전 채널, 다음 채널",
    helpEscape: "목록이나 메뉴 닫기",
    helpHelp: "이 도움말 열기",
    close: "닫기",
    cancel: "취소",
    resetTitle: "처음 상태로 되돌릴까요?",
    resetText: "지금까지의 메시지가 모두 사라지고, 되살릴 수 없어요.",
    resetGo: "되돌리기",
};

const en = {
    skip: "Skip to the message box",
    practice: "Practice workspace",
    sidebar: "Channels and members",
    channels: "Channels",
    directs: "Direct messages",
    viewAs: "View as",
    you: "you",
    language: "English",
    admin: "admin",
    menu: "Open the channel list",
    reload: "Reload: messages only you can see go away",
    reset: "Back to the start",
    help: "Keyboard shortcuts",
    messages: "Messages",
    jump: "New messages ↓",
    delivery: "How long the last command took",
    commands: "Commands you can use",
    send: "Send",
    composerLabel: "Message {channel}",
    placeholder: "Message {channel} · press / for commands",
    composerNote: "Enter sends, Shift+Enter starts a new line",
    sayFailed: "That was not sent. Please try again.",
    pressFailed: "The button did not go through. Please try again.",
    usage: "Usage: {example}",
    suggestions: "{count} commands. Choose with the arrow keys and press Enter.",
    typePublic: "Public channel",
    typePrivate: "Private channel",
    typeIm: "Direct message",
    memberCount: "{count} members",
    botMember: "the bot is here",
    botAbsent: "the bot is not a member",
    unread: "{count} unread",
    onlyYou: "Only visible to you",
    app: "APP",
    edited: "edited",
    inThread: "reply in a thread",
    today: "Today",
    yesterday: "Yesterday",
    opensNew: "opens in a new window",
    unsupported: "unsupported block: {type}",
    announce: "{name}: {text}",
    announceOnlyYou: "Only visible to you, {name}: {text}",
    picture: "picture",
    emptyTitle: "Nothing here yet",
    emptyText: "Type {command} and press Enter. You get previews that only you see; pick one and everybody sees it.",
    emptyTry: "Put it in the box for me",
    lost: "Connection lost. Reconnecting…",
    botAway: "The bot is not connected yet. Commands may go unanswered.",
    socketMode: "Socket Mode",
    httpMode: "HTTP mode",
    socketsOpen: "{count} connections",
    stepSending: "sending…",
    stepAcked: "acked",
    stepUnacked: "not acked within 3 s",
    stepPreviews: "previews",
    stepAnswer: "answer",
    stepPosted: "posted",
    after: "{ms} ms",
    helpTitle: "The keyboard is enough",
    helpSlash: "Go to the message box",
    helpEnter: "Send",
    helpNewline: "New line",
    helpComplete: "Choose and complete a command",
    helpChannels: "Previous and next channel",
    helpEscape: "Close a list or menu",
    helpHelp: "Open this help",
    close: "Close",
    cancel: "Cancel",
    resetTitle: "Back to the start?",
    resetText: "All messages so far go away for good.",
    resetGo: "Start over",
};

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
