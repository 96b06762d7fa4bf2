package org.llmrelay.upstream.hc5;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.net.NamedEndpoint;
import org.jspecify.annotations.Nullable;
import org.llmrelay.route.Proxy.Login;

/** {@code CONNECT}, with the login in its head at once: waiting for a 407 would cost a connection. Confined to one I/O thread. */
final class ConnectDialogue implements Dialogue {
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[0-9] ([0-9]{3})[ \r]");
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final NamedEndpoint target;
    private final @Nullable Login login;
    private final StringBuilder head = new StringBuilder();
    private boolean open;

    ConnectDialogue(NamedEndpoint target, @Nullable Login login) {
        this.target = target;
        this.login = login;
    }

    @Override
    public ByteBuffer opening() {
        String host = target.getHostName();
        String authority = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + target.getPort();
        StringBuilder request = new StringBuilder()
                .append("CONNECT ")
                .append(authority)
                .append(" HTTP/1.1\r\nHost: ")
                .append(authority);
        if (login != null) {
            byte[] pair = (login.user() + ":" + login.password().reveal()).getBytes(UTF_8);
            request.append("\r\nProxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(pair));
        }
        return ByteBuffer.wrap(request.append(END_OF_HEAD).toString().getBytes(ISO_8859_1));
    }

    @Override
    public ByteBuffer reply(ByteBuffer heard) throws ProxyException {
        head.append(ISO_8859_1.decode(heard));
        int end = head.indexOf(END_OF_HEAD);
        if (end < 0 && head.length() < LONGEST_HEAD) {
            return SILENCE;
        }
        Matcher statusLine = STATUS_LINE.matcher(head);
        if (end < 0 || !statusLine.lookingAt()) {
            throw new ProxyException(Faults.PROXY_REFUSED, "CONNECT was answered with something that is no HTTP");
        }
        check(Integer.parseInt(statusLine.group(1)));
        if (end + END_OF_HEAD.length() < head.length()) {
            throw new ProxyException(Faults.PROXY_REFUSED, "the proxy went on talking after it had opened the way");
        }
        open = true;
        return SILENCE;
    }

    private static void check(int status) throws ProxyException {
        // Some answer 401 where 407 is meant.
        if (status == 407 || status == 401) {
            throw new ProxyException(Faults.PROXY_UNAUTHORIZED, "CONNECT was answered with " + status);
        }
        if (status / 100 != 2) {
            throw new ProxyException(Faults.PROXY_REFUSED, "CONNECT was answered with " + status);
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
