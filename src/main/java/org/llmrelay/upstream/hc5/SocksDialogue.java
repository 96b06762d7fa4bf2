package org.llmrelay.upstream.hc5;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.net.InetAddressUtils;
import org.apache.hc.core5.net.NamedEndpoint;
import org.jspecify.annotations.Nullable;
import org.llmrelay.route.Proxy.Login;

/** SOCKS 5 (RFC 1928) with user and password (RFC 1929). Names go to the proxy as they are. Confined to one I/O thread. */
final class SocksDialogue implements Dialogue {
    private static final int VERSION = 5;
    private static final int NO_LOGIN = 0;
    private static final int PASSWORD = 2;
    private static final int NO_METHOD = 0xFF;
    private static final int LOGIN_VERSION = 1;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final int LONGEST_TEXT = 255;

    /** An address of the longest name, and what stands around it. */
    private static final int LONGEST_MESSAGE = 4 + 1 + LONGEST_TEXT + 2;

    private static final List<String> REFUSALS = List.of(
            "no reason given",
            "not allowed by its rules",
            "network unreachable",
            "host unreachable",
            "connection refused",
            "time to live expired",
            "command not supported",
            "kind of address not supported");

    private enum Part {
        METHOD,
        LOGIN,
        WAY,
        OPEN
    }

    private final NamedEndpoint target;
    private final @Nullable Login login;
    private final ByteBuffer heard = ByteBuffer.allocate(LONGEST_MESSAGE);
    private Part part = Part.METHOD;

    SocksDialogue(NamedEndpoint target, @Nullable Login login) {
        this.target = target;
        this.login = login;
    }

    @Override
    public ByteBuffer opening() {
        return login == null ? bytes(VERSION, 1, NO_LOGIN) : bytes(VERSION, 2, NO_LOGIN, PASSWORD);
    }

    @Override
    public ByteBuffer reply(ByteBuffer more) throws ProxyException {
        if (more.remaining() > heard.remaining()) {
            throw nonsense();
        }
        heard.put(more);
        int length = messageLength();
        if (heard.position() < length) {
            return SILENCE;
        }
        if (heard.position() > length) {
            throw nonsense();
        }
        heard.clear();
        return switch (part) {
            case METHOD -> method(at(1));
            case LOGIN -> request();
            case WAY -> opened();
            case OPEN -> throw nonsense();
        };
    }

    /** How long the message is that we hear, as far as can be told yet. What is wrong in it is told as soon as it can be. */
    private int messageLength() throws ProxyException {
        int known = heard.position();
        if (part != Part.LOGIN && known > 0 && at(0) != VERSION) {
            throw nonsense();
        }
        if (part == Part.LOGIN && known > 1 && at(1) != 0) {
            throw new ProxyException(Faults.PROXY_UNAUTHORIZED, "SOCKS login was refused");
        }
        if (part != Part.WAY) {
            return 2;
        }
        if (known > 1 && at(1) != 0) {
            int code = at(1);
            String reason = code <= REFUSALS.size() ? REFUSALS.get(code - 1) : "unknown reason";
            throw new ProxyException(Faults.PROXY_REFUSED, "SOCKS request was refused with " + code + ", " + reason);
        }
        return known < 5 ? 5 : 4 + addressLength() + 2;
    }

    private int addressLength() throws ProxyException {
        return switch (at(3)) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> 1 + at(4);
            default -> throw nonsense();
        };
    }

    private ByteBuffer method(int chosen) throws ProxyException {
        if (chosen == NO_LOGIN) {
            return request();
        }
        Login known = login;
        if (chosen == PASSWORD && known != null) {
            part = Part.LOGIN;
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.write(LOGIN_VERSION);
            append(message, known.user());
            append(message, known.password().reveal());
            return ByteBuffer.wrap(message.toByteArray());
        }
        if (chosen == NO_METHOD) {
            throw new ProxyException(Faults.PROXY_UNAUTHORIZED, "SOCKS proxy takes no login that we have");
        }
        throw nonsense();
    }

    private ByteBuffer request() throws ProxyException {
        part = Part.WAY;
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(bytes(VERSION, CONNECT, 0).array());
        appendAddress(message, target.getHostName());
        message.write(target.getPort() >> Byte.SIZE);
        message.write(target.getPort());
        return ByteBuffer.wrap(message.toByteArray());
    }

    private static void appendAddress(ByteArrayOutputStream message, String host) throws ProxyException {
        if (!InetAddressUtils.isIPv4(host) && !InetAddressUtils.isIPv6(host)) {
            message.write(NAME);
            append(message, host);
            return;
        }
        try {
            byte[] address = InetAddress.getAllByName(host)[0].getAddress();
            message.write(address.length == 4 ? IPV4 : IPV6);
            message.writeBytes(address);
        } catch (UnknownHostException e) {
            throw new ProxyException(Faults.PROXY_REFUSED, "the upstream's address cannot be put into a SOCKS request");
        }
    }

    private static void append(ByteArrayOutputStream message, String text) throws ProxyException {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length > LONGEST_TEXT) {
            throw new ProxyException(
                    Faults.PROXY_REFUSED, "a text of " + bytes.length + " bytes is too long for SOCKS");
        }
        message.write(bytes.length);
        message.writeBytes(bytes);
    }

    private ByteBuffer opened() {
        part = Part.OPEN;
        return SILENCE;
    }

    @Override
    public boolean isOpen() {
        return part == Part.OPEN;
    }

    private int at(int index) {
        return heard.get(index) & 0xFF;
    }

    private static ProxyException nonsense() {
        return new ProxyException(Faults.PROXY_REFUSED, "what the proxy said is no SOCKS 5");
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }
}
