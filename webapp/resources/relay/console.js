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
            saveDrafts(false);
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
    const touched = new Set();
    const openers = new Map();
    function fields(form) {
        return [...form.elements].filter(one => one.name && !one.name.includes('ViewState')
            && !['password', 'hidden', 'submit', 'button', 'file'].includes(one.type) && !one.disabled && !one.matches('[data-sealed]'));
    }
    function isBox(field) {
        return ['radio', 'checkbox'].includes(field.type);
    }
    function saveDrafts(sent) {
        const drafts = [...document.querySelectorAll('form[data-draft]')]
            .filter(form => touched.has(form.id) && form.offsetParent)
            .map(form => ({
                form: form.id,
                opener: form.closest('.ui-dialog') && openers.get(form.id),
                kept: fields(form).map(one => [one.name, isBox(one) ? one.checked : one.value, one.value]),
            }));
        if (drafts.length) {
            sessionStorage.setItem(draftKey(), JSON.stringify({ sent, drafts }));
        }
    }
    async function restoreDrafts() {
        const stored = sessionStorage.getItem(draftKey());
        if (!stored) {
            return;
        }
        sessionStorage.removeItem(draftKey());
        const { sent, drafts } = JSON.parse(stored);
        // A form that was sent and taken shows the page again, too.
        if (sent && !document.cookie.includes('relay_unsent=')) {
            return;
        }
        forgetUnsent();
        for (const draft of drafts) {
            if (await openAgain(draft)) {
                await fillIn(draft);
                touched.add(draft.form);
                toast(words().restored);
            }
        }
    }
    // The server says by this that a form was not taken.
    function forgetUnsent() {
        document.cookie = 'relay_unsent=;path=/web;max-age=0';
    }
    const nameOf = button => button.getAttribute('aria-label') ?? button.textContent.trim();
    async function openAgain(draft) {
        const { opener } = draft;
        if (!opener) {
            return document.getElementById(draft.form) !== null;
        }
        const button = [...document.querySelectorAll('[data-opens="' + draft.form + '"]')].find(one => nameOf(one) === opener);
        if (button) {
            await press(button);
        }
        return Boolean(button);
    }
    // Presses a button of PrimeFaces and waits for what comes of it.
    function press(button) {
        return new Promise(done => {
            const late = setTimeout(done, 5000);
            window.jQuery(document).one('pfAjaxComplete', () => { clearTimeout(late); setTimeout(done, 0); });
            button.click();
        });
    }
    // Rows that somebody had added come back, and those that somebody had taken away go again.
    async function fillIn({ form: id, kept }) {
        const names = new Set(kept.map(([name]) => name));
        for (let most = 40; most > 0; most--) {
            const form = document.getElementById(id);
            const chosen = fill(form, kept);
            const there = new Set([...form.elements].map(one => one.name));
            const spare = [...form.querySelectorAll('[data-row]')].filter(row => fields(form).some(one => row.contains(one) && !names.has(one.name))).pop();
            const step = spare?.querySelector('[data-shrinks]') ?? (kept.some(([name]) => !there.has(name)) ? chosen ?? form.querySelector('[data-grows]') : null);
            if (!step) {
                return;
            }
            await press(step);
        }
    }
    // Fills in what is there; gives the choice that others may depend on, if it was changed.
    function fill(form, kept) {
        let chosen = null;
        for (const [name, value, option] of kept) {
            // The boxes of one question share its name.
            const one = fields(form).find(field => field.name === name && (!isBox(field) || field.value === option));
            if (one && typeof value === 'boolean') {
                one.checked = value;
            } else if (one) {
                if (one.value !== value && one.matches('[data-shows]')) {
                    chosen = { click: () => one.dispatchEvent(new Event('change', { bubbles: true })) };
                }
                one.value = value;
            }
        }
        showParts();
        return chosen;
    }
    document.addEventListener('input', event => {
        const form = event.target.closest('form[data-draft]');
        if (form) {
            touched.add(form.id);
        }
    });
    document.addEventListener('click', event => {
        const opener = event.target.closest('[data-opens]');
        if (opener) {
            openers.set(opener.dataset.opens, nameOf(opener));
        }
    }, true);
    // A form that is not sent by ajax leaves the page, whatever comes of it.
    document.addEventListener('submit', event => {
        if (event.target.matches('[data-draft]')) {
            forgetUnsent();
            saveDrafts(true);
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
        saveDrafts(false);
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
        $(document).on('pfAjaxComplete', (event, xhr) => {
            busy(false);
            giveSecretsBack();
            countDown();
            letScroll();
            showParts();
            prepareTabs();
            document.querySelector('.ui-messages > div')?.scrollIntoView({ block: 'nearest' });
            if (xhr?.pfArgs?.address) {
                history.replaceState(null, '', xhr.pfArgs.address);
            }
        });
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

    // ---- Filters of a list: they are in the address
    function filter(input) {
        const address = new URL(location.href);
        address.searchParams.delete('first');
        if (input.value.trim()) {
            address.searchParams.set(input.dataset.filter, input.value.trim());
        } else {
            address.searchParams.delete(input.dataset.filter);
        }
        if (address.href !== location.href) {
            location.href = address.href;
        }
    }
    document.addEventListener('change', event => {
        if (event.target.matches('[data-filter]')) {
            filter(event.target);
        }
    });
    document.addEventListener('keydown', event => {
        if (event.key === 'Enter' && event.target.matches('[data-filter]')) {
            event.preventDefault();
            filter(event.target);
        } else if (event.key === 'Escape') {
            document.querySelectorAll('details.menu[open]').forEach(menu => { menu.open = false; menu.querySelector('summary').focus(); });
        }
    });
    document.addEventListener('click', event => {
        document.querySelectorAll('details.menu[open]').forEach(menu => { menu.open = menu.contains(event.target); });
        const columns = event.target.closest('[data-apply]')?.closest('[data-columns]');
        if (columns) {
            remember(columns.dataset.columns, [...columns.querySelectorAll('input:checked')].map(one => one.value).join('.') || 'none');
            location.reload();
        }
        const table = event.target.closest('[data-download]');
        if (table) {
            download(document.querySelector(table.dataset.download), table.dataset.name);
        }
    });

    // ---- A table as comma-separated values; a spreadsheet must not take a text for a formula
    function download(table, name) {
        const cell = place => {
            const copy = place.cloneNode(true);
            copy.querySelectorAll('[data-no-download]').forEach(one => one.remove());
            const text = copy.textContent.trim().replace(/^([=+@-])/, "'$1");
            return '"' + text.replaceAll('"', '""') + '"';
        };
        const lines = [...table.rows].map(row => [...row.cells].map(cell).join(','));
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob([lines.join('\r\n') + '\r\n'], { type: 'text/csv' }));
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }

    // ---- Parts of a form that only some choices need
    function showParts() {
        for (const box of document.querySelectorAll('[data-switch]')) {
            const choice = box.querySelector('[data-switch-by]')?.value;
            for (const part of box.querySelectorAll('[data-when]')) {
                part.hidden = !part.dataset.when.split(' ').includes(choice);
            }
        }
    }
    document.addEventListener('change', event => {
        if (event.target.matches('[data-switch-by]')) {
            showParts();
        }
    });

    // ---- Tabs, and what is for one operating system only
    function choose(list, chosen, state) {
        for (const button of list.querySelectorAll('button')) {
            const is = button === chosen;
            button.setAttribute(state, String(is));
            if (state === 'aria-selected') {
                button.tabIndex = is ? 0 : -1;
            }
        }
    }
    function openTab(box, button) {
        choose(box.querySelector('[data-tab-list]'), button, 'aria-selected');
        for (const panel of box.querySelectorAll('[data-tab-panel]')) {
            panel.hidden = panel.dataset.tabPanel !== button.dataset.tab;
        }
    }
    function openSystem(box, system) {
        choose(box.querySelector('[data-os-list]'), box.querySelector('[data-os="' + system + '"]'), 'aria-pressed');
        for (const part of box.querySelectorAll('[data-os-only]')) {
            part.hidden = !part.dataset.osOnly.split(' ').includes(system);
        }
    }
    function prepareTabs() {
        const wanted = new URLSearchParams(location.search);
        const machine = /win/i.test(navigator.platform) ? 'windows' : /mac|iphone|ipad/i.test(navigator.platform) ? 'macos' : 'linux';
        for (const box of document.querySelectorAll('[data-tabs]:not([data-ready])')) {
            box.dataset.ready = '';
            const list = box.querySelector('[data-tab-list]');
            const tabs = [...list.querySelectorAll('[data-tab]')];
            list.setAttribute('role', 'tablist');
            tabs.forEach((tab, at) => {
                const panel = box.querySelector('[data-tab-panel="' + tab.dataset.tab + '"]');
                tab.setAttribute('role', 'tab');
                tab.id = 'tab-' + tab.dataset.tab;
                panel.id = 'panel-' + tab.dataset.tab;
                tab.setAttribute('aria-controls', panel.id);
                panel.setAttribute('role', 'tabpanel');
                panel.setAttribute('aria-labelledby', tab.id);
                tab.addEventListener('keydown', event => {
                    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
                    const next = tabs[(at + step + tabs.length) % tabs.length];
                    if (step) {
                        next.focus();
                        next.click();
                    }
                });
                tab.addEventListener('click', () => {
                    openTab(box, tab);
                    inAddress('program', tab.dataset.tab);
                });
            });
            box.querySelectorAll('[data-os]').forEach(button => button.addEventListener('click', () => {
                openSystem(box, button.dataset.os);
                inAddress('system', button.dataset.os);
            }));
            openTab(box, tabs.find(tab => tab.dataset.tab === wanted.get('program')) ?? tabs[0]);
            openSystem(box, box.querySelector('[data-os="' + CSS.escape(wanted.get('system') ?? '') + '"]') ? wanted.get('system') : machine);
        }
    }
    function inAddress(name, value) {
        const address = new URL(location.href);
        address.searchParams.set(name, value);
        history.replaceState(null, '', address);
    }

    // ---- A test call, from the browser straight to the relay: the key goes nowhere else
    const trials = {
        claude: (key, model) => ['/api/v1/messages', { 'x-api-key': key, 'anthropic-version': '2023-06-01' },
            { model, max_tokens: 64, messages: [{ role: 'user', content: 'Say hello in one short sentence.' }] },
            answer => answer.content?.map(part => part.text ?? '').join('')],
        openai: (key, model) => ['/openai/v1/responses', { authorization: 'Bearer ' + key },
            { model, input: 'Say hello in one short sentence.' },
            answer => answer.output?.flatMap(item => item.content ?? []).map(part => part.text ?? '').join('')],
        gemini: (key, model) => ['/gemini/v1beta/models/' + encodeURIComponent(model) + ':generateContent', { 'x-goog-api-key': key },
            { contents: [{ role: 'user', parts: [{ text: 'Say hello in one short sentence.' }] }] },
            answer => answer.candidates?.[0]?.content?.parts?.map(part => part.text ?? '').join('')],
    };
    async function tryCall(form) {
        const field = name => form.querySelector('#trial-' + name).value.trim();
        const [path, headers, body, read] = trials[field('service')](field('key'), field('model'));
        const place = form.querySelector('.trial-answer');
        const began = performance.now();
        tell(place, 'notice', form.dataset.sending, '');
        try {
            const reply = await fetch(form.dataset.trial + path.slice(1), { method: 'POST', credentials: 'omit', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
            const text = await reply.text();
            const millis = Math.round(performance.now() - began) + ' ms';
            let answer = {};
            try { answer = JSON.parse(text); } catch (plain) { /* shown as it is */ }
            if (reply.ok) {
                tell(place, 'notice is-good', form.dataset.worked + ' · ' + millis, read(answer) || text);
            } else {
                tell(place, 'notice is-bad', form.dataset.failed + ' · ' + reply.status + ' · ' + millis, answer.error?.message ?? text);
            }
        } catch (gone) {
            tell(place, 'notice is-bad', form.dataset.unreachable, '');
        }
    }
    function tell(place, look, title, text) {
        const box = document.createElement('div');
        box.className = look;
        const words = document.createElement('div');
        const head = document.createElement('strong');
        head.textContent = title;
        const rest = document.createElement('p');
        rest.textContent = text.slice(0, 2000);
        words.append(head, rest);
        box.append(words);
        place.replaceChildren(box);
    }
    document.addEventListener('submit', event => {
        if (event.target.matches('[data-trial]')) {
            event.preventDefault();
            tryCall(event.target);
        }
    });
    document.addEventListener('change', event => {
        if (event.target.id === 'trial-service') {
            document.getElementById('trial-model').value = event.target.selectedOptions[0].dataset.model;
        }
    });

    // ---- A secret link: what is behind the # never leaves the browser but in a form's body
    function openLink() {
        const form = document.querySelector('[data-opens-link]');
        const secret = location.hash.slice(1);
        if (form && secret.startsWith('cl_')) {
            history.replaceState(null, '', location.pathname + location.search);
            form.querySelector('textarea').value = secret;
            form.querySelector('button').click();
        }
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

    // ---- What is wider than its place is scrolled by keys, too
    function letScroll() {
        for (const box of document.querySelectorAll('.table-wrap')) {
            box.removeAttribute('tabindex');
            if (box.scrollWidth > box.clientWidth) {
                box.tabIndex = 0;
            }
        }
    }

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

    window.addEventListener('load', openLink);
    window.addEventListener('load', restoreDrafts);
    document.addEventListener('DOMContentLoaded', () => {
        showParts();
        prepareTabs();
        watchAjax();
        listen();
        countDown();
        letScroll();
    });
    window.addEventListener('resize', letScroll);

    // ---- Charts take their colours from the stylesheet; PrimeFaces calls this before it draws one.
    window.relayChart = function () {
        // What a chart shows stands in the heading above it.
        const title = this.jq.closest('section').find('h2').first().text() || document.title;
        this.jq.find('canvas').attr('aria-label', title);
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
