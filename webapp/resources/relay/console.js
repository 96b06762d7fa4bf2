/* What pages do without the server: theme, language, menu, copying, drafts, live figures, and the end of a session. */
(function () {
    'use strict';
    const root = document.documentElement;
    const words = () => document.getElementById('page-words')?.dataset ?? {};

    // ---- Theme and language: cookies, so that the server draws the next page as they like it.
    function remember(name, value) {
        const secure = location.protocol === 'https:' ? ';secure' : '';
        document.cookie = name + '=' + value + ';path=/;max-age=31536000;samesite=lax' + secure;
    }

    document.addEventListener('change', event => {
        const input = event.target;
        if (input.matches('[data-theme-choice]')) {
            remember('relay_theme', input.value);
            root.dataset.theme = input.value;
        } else if (input.matches('[data-language-choice]')) {
            remember('relay_language', input.value);
            saveDrafts();
            location.reload();
        } else if (input.matches('[data-go]')) {
            location.href = input.value;
        } else if (input.matches('[data-submit]')) {
            input.form.requestSubmit();
        }
    });

    // ---- Menu on a phone
    document.addEventListener('click', event => {
        const menu = event.target.closest('.menu-button');
        if (menu) {
            const open = menu.closest('.side').classList.toggle('is-open');
            menu.setAttribute('aria-expanded', String(open));
        }
        if (event.target.closest('[data-print]')) {
            window.print();
        }
        const copy = event.target.closest('[data-copy]');
        if (copy) {
            copyFrom(copy);
        }
    });

    // ---- Copying
    async function copyFrom(button) {
        const source = document.querySelector(button.dataset.copy);
        if (!source) {
            return;
        }
        const text = 'value' in source ? source.value : source.textContent;
        try {
            await navigator.clipboard.writeText(text);
        } catch (refused) {
            // Without TLS a browser keeps its clipboard closed.
            const range = document.createRange();
            range.selectNodeContents(source);
            const selection = window.getSelection();
            selection.removeAllRanges();
            selection.addRange(range);
            document.execCommand('copy');
        }
        const word = button.querySelector('.copy-word') ?? button;
        const before = word.textContent;
        word.textContent = button.dataset.done;
        setTimeout(() => { word.textContent = before; }, 1600);
    }

    // ---- Toasts
    function toast(text, act, does) {
        document.querySelector('.toast')?.remove();
        const box = document.createElement('div');
        box.className = 'toast';
        box.setAttribute('role', 'alert');
        box.textContent = text;
        if (act) {
            const button = document.createElement('button');
            button.type = 'button';
            button.textContent = act;
            button.addEventListener('click', does);
            box.append(button);
        } else {
            setTimeout(() => box.remove(), 8000);
        }
        document.body.append(box);
    }

    // ---- Drafts: what was typed outlives a session that ended. Secrets are never kept.
    const draftKey = () => 'relay-draft:' + location.pathname + location.search;
    function fields(form) {
        return [...form.elements].filter(one => one.name && !one.name.includes('ViewState')
            && !['password', 'hidden', 'submit', 'button', 'file'].includes(one.type) && !one.disabled && !one.matches('[data-sealed]'));
    }
    function saveDrafts() {
        const form = document.querySelector('form[data-draft]');
        if (!form || !form.dataset.touched) {
            return;
        }
        const kept = fields(form).map(one => [one.name, one.type === 'checkbox' || one.type === 'radio' ? one.checked : one.value, one.value]);
        sessionStorage.setItem(draftKey(), JSON.stringify(kept));
    }
    function restoreDrafts() {
        const form = document.querySelector('form[data-draft]');
        const kept = sessionStorage.getItem(draftKey());
        if (!form || !kept) {
            return;
        }
        sessionStorage.removeItem(draftKey());
        for (const [name, value, option] of JSON.parse(kept)) {
            const one = fields(form).find(field => field.name === name && (field.type !== 'radio' || field.value === option));
            if (one && typeof value === 'boolean') {
                one.checked = value;
            } else if (one) {
                one.value = value;
            }
        }
        form.dataset.touched = 'yes';
        toast(words().restored);
    }
    document.addEventListener('input', event => {
        const form = event.target.closest('form[data-draft]');
        if (form) {
            form.dataset.touched = 'yes';
        }
    });

    // ---- The server never sends a secret back: what was typed stays in the page when a part of it is drawn anew.
    const held = new Map();
    const secrets = () => document.querySelectorAll('input[type="password"], textarea[data-sealed]');
    function holdSecrets() {
        held.clear();
        secrets().forEach(one => held.set(one.id, one.value));
    }
    function giveSecretsBack() {
        secrets().forEach(one => { one.value ||= held.get(one.id) ?? ''; });
        held.clear();
    }

    // ---- Ajax: what went wrong is told in words
    function sessionEnded() {
        saveDrafts();
        toast(words().sessionEnded, words().signInAgain, () => location.reload());
    }
    function busy(is) {
        document.body.classList.toggle('is-busy', is);
    }
    function watchAjax() {
        if (!window.jQuery) {
            return;
        }
        const $ = window.jQuery;
        $(document).on('pfAjaxSend', () => { busy(true); holdSecrets(); });
        $(document).on('pfAjaxComplete', () => { busy(false); giveSecretsBack(); countDown(); });
        $(document).on('pfAjaxError', (event, xhr) => {
            busy(false);
            toast(xhr && xhr.status === 0 ? words().unreachable : words().failed);
        });
        $(document).on('pfAjaxSuccess', (event, xhr) => {
            const error = xhr.responseXML?.querySelector('partial-response > error > error-name')?.textContent ?? '';
            if (error === 'session-ended' || error.includes('ViewExpired')) {
                sessionEnded();
            } else if (error) {
                toast(words().failed);
            }
        });
    }

    // ---- Countdowns, and lists that read themselves anew while nobody is at work in them
    function countDown() {
        for (const one of document.querySelectorAll('.countdown[data-until]')) {
            const left = Math.max(0, Math.ceil((Date.parse(one.dataset.until) - Date.now()) / 1000));
            if (left < 86400) {
                const two = part => String(part).padStart(2, '0');
                const hours = Math.floor(left / 3600);
                one.textContent = (hours ? hours + ':' + two(Math.floor(left / 60) % 60) : Math.floor(left / 60)) + ':' + two(left % 60);
            }
        }
    }
    function readAnew() {
        for (const button of document.querySelectorAll('[data-refresh]')) {
            const age = Number(button.dataset.age ?? 0) + 1;
            button.dataset.age = String(age);
            const atWork = button.form.contains(document.activeElement) && document.activeElement !== button;
            if (age >= Number(button.dataset.refresh) && !document.hidden && !atWork) {
                button.dataset.age = '0';
                button.click();
            }
        }
    }
    setInterval(() => { countDown(); readAnew(); }, 1000);

    // ---- Live figures: the server says what has changed
    function listen() {
        const sign = document.querySelector('[data-live-from]');
        if (!sign || !window.EventSource) {
            return;
        }
        const source = new EventSource(sign.dataset.liveFrom);
        source.onopen = () => sign.classList.remove('is-lost');
        source.onerror = () => sign.classList.add('is-lost');
        source.onmessage = event => {
            const figures = JSON.parse(event.data);
            for (const place of document.querySelectorAll('[data-live]')) {
                if (place.dataset.live in figures) {
                    place.textContent = figures[place.dataset.live];
                }
            }
        };
        window.addEventListener('pagehide', () => source.close());
    }

    document.addEventListener('DOMContentLoaded', () => {
        restoreDrafts();
        watchAjax();
        listen();
        countDown();
    });

    // ---- Charts take their colours from the stylesheet; PrimeFaces calls this before it draws one.
    window.relayChart = function () {
        const probe = document.body.appendChild(document.createElement('i'));
        // The stylesheet's colours are functions of the theme: only a drawn element has them as a colour.
        const colour = name => { probe.style.color = 'var(' + name + ')'; return getComputedStyle(probe).color; };
        const options = this.cfg.config.options ??= {};
        options.responsive = true;
        options.maintainAspectRatio = false;
        options.animation = false;
        options.interaction = { mode: 'index', intersect: false };
        const plugins = options.plugins ??= {};
        const many = this.cfg.config.data.datasets.length > 1;
        plugins.legend = { display: many, position: 'bottom', labels: { color: colour('--muted'), boxWidth: 10, boxHeight: 10, usePointStyle: true } };
        const scales = options.scales ??= {};
        for (const axis of Object.keys(scales).length ? Object.keys(scales) : ['x', 'y']) {
            const scale = scales[axis] ??= {};
            scale.grid = { color: axis === 'y' ? colour('--line') : 'transparent' };
            scale.border = { display: false };
            scale.ticks = { ...scale.ticks, color: colour('--muted'), maxRotation: 0, autoSkipPadding: 12 };
            if (!axis.startsWith('x')) {
                scale.beginAtZero = true;
            }
        }
        this.cfg.config.data.datasets.forEach((set, at) => {
            const series = colour('--series-' + (at % 6 + 1));
            set.borderColor ??= series;
            set.backgroundColor ??= this.cfg.config.type === 'line' ? series.replace('rgb(', 'rgba(').replace(')', ', 0.13)') : series;
            set.borderWidth ??= this.cfg.config.type === 'line' ? 2 : 0;
            set.pointRadius ??= 0;
            set.tension ??= 0.25;
            set.borderRadius ??= 3;
        });
        probe.remove();
    };
})();
