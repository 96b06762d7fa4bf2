package org.llmrelay.route;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses that are written out, without ever asking a name server. */
final class IpLiteral {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern DOTTED = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");

    private IpLiteral() {}

    /** The address, brackets around it or not; empty where the text is none, and where it names a zone. */
    static Optional<InetAddress> read(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String bare = bracketed ? text.substring(1, text.length() - 1) : text;
        boolean isAddress = bare.indexOf(':') >= 0 || DOTTED.matcher(bare).matches();
        if (!isAddress || bare.indexOf('%') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getAllByName(bare)[0]);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether resolvers may take a text for an address that is no plain literal: {@code 127.1}, {@code 0x7f.1}, {@code 2130706433}, zones. */
    static boolean isDisguised(String text) {
        String lastLabel = text.substring(text.lastIndexOf('.') + 1);
        boolean looksLikeOne =
                text.indexOf(':') >= 0 || NUMBER.matcher(lastLabel).matches();
        return looksLikeOne && read(text).isEmpty();
    }
}
