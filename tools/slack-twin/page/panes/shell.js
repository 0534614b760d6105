// The frame of the page: its width (the window's, or a phone's), the drawer with the channels, and
// what covers what where it is narrow.

const narrowPixels = 760;

export class Shell {
    // parts: { app, main, menu, sidebar, shade, phone }.
    constructor(parts) {
        this.parts = parts;
        const { app, menu, shade, phone } = parts;
        menu.addEventListener("click", () => this.drawer(true));
        shade.addEventListener("click", () => this.drawer(false));
        phone.addEventListener("click", () => {
            const on = app.classList.toggle("phone");
            phone.setAttribute("aria-pressed", String(on));
        });
        new ResizeObserver(() => {
            app.classList.toggle("narrow", app.clientWidth <= narrowPixels);
            this.cover();
        }).observe(app);
    }

    get drawerOpen() {
        return this.parts.app.classList.contains("drawer-open");
    }

    // Closed it is hidden where it is narrow, so its links are not in the tab order.
    drawer(opened) {
        const { app, menu, sidebar } = this.parts;
        app.classList.toggle("drawer-open", opened);
        menu.setAttribute("aria-expanded", String(opened));
        this.cover();
        if (opened) sidebar.querySelector("[aria-current=page]")?.focus();
    }

    thread(opened) {
        this.parts.app.classList.toggle("thread-open", opened);
        this.cover();
    }

    cover() {
        const { classList } = this.parts.app;
        const narrow = classList.contains("narrow");
        this.parts.main.inert = narrow && (this.drawerOpen || classList.contains("thread-open"));
    }
}
