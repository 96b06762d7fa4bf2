package org.llmrelay.it;

import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends forms that a page does not offer: with the view state of the page that is open, and the buttons and fields of another one. */
final class Forger {
    /** What can be pressed on a page, with the fields of its form, filled in so that they could be taken. */
    private static final String BUTTONS = """
            () => {
                const filled = field => field.tagName === 'SELECT' ? field.value
                    : ['checkbox', 'radio'].includes(field.type) ? (field.checked ? field.value : null)
                    : field.value || (field.inputMode === 'numeric' || field.inputMode === 'decimal' ? '7'
                        : field.type === 'password' ? 'a forged password' : 'forged');
                const scripts = [...document.scripts].map(one => one.textContent).join('\\n');
                const asked = [...scripts.matchAll(/s:"([^"]+)"/g)].map(found => found[1]);
                const named = [...document.querySelectorAll('button[name], input[type=submit][name], a[id]')]
                    .map(one => one.name || one.id);
                return [...new Set([...asked, ...named])]
                    .map(id => [id, document.getElementById(id)?.closest('form')])
                    .filter(([id, form]) => form?.id && id.startsWith(form.id + ':') && form.method === 'post')
                    .map(([id, form]) => ({ id, form: form.id, fields: [...form.elements]
                        .filter(one => one.name && !one.name.includes('ViewState') && !['submit', 'button', 'file'].includes(one.type))
                        .map(one => [one.name, filled(one)]).filter(([name, value]) => value !== null) }));
            }
            """;

    private static final String PRESS = """
            ({ id, form, fields, ajax, state }) => {
                const body = new URLSearchParams(fields);
                body.set(form, form);
                body.set(id, id);
                const found = document.querySelector('input[name="jakarta.faces.ViewState"]')?.value;
                if (state !== null || found) {
                    body.set('jakarta.faces.ViewState', state ?? found);
                }
                if (state === '') {
                    body.delete('jakarta.faces.ViewState');
                }
                const nonce = document.querySelector('input[name="primefaces.nonce"]')?.value;
                if (nonce) {
                    body.set('primefaces.nonce', nonce);
                }
                const headers = { 'content-type': 'application/x-www-form-urlencoded' };
                if (ajax) {
                    headers['faces-request'] = 'partial/ajax';
                    for (const [name, value] of [['partial.ajax', 'true'], ['source', id], ['partial.execute', '@all'],
                            ['partial.render', 'messages'], ['partial.event', 'click'], ['behavior.event', 'action']]) {
                        body.set('jakarta.faces.' + name, value);
                    }
                }
                return fetch(location.pathname + location.search, { method: 'POST', headers, body, redirect: 'manual' })
                    .then(async reply => ({ status: reply.status, text: await reply.text() }));
            }
            """;

    private Forger() {}

    /** A button with its form. */
    record Button(String id, Map<String, Object> raw) {}

    @SuppressWarnings("unchecked")
    static List<Button> buttons(Page page) {
        return ((List<Map<String, Object>>) page.evaluate(BUTTONS))
                .stream()
                        .map(raw -> new Button(String.valueOf(raw.get("id")), raw))
                        .toList();
    }

    /** What came back. {@code state}: a view state, empty for none, or null for the one of the page that is open. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> press(Page page, Button button, boolean ajax, @Nullable String state) {
        Map<String, Object> sent = new HashMap<>(button.raw());
        sent.put("ajax", ajax);
        sent.put("state", state);
        return (Map<String, Object>) page.evaluate(PRESS, sent);
    }
}
