package org.llmrelay.route;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/** The addresses that begin with the same bits. Immutable. */
final class Network {
    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** An address, or an address and how many of its bits count, such as {@code 10.0.0.0/8}. */
    static Optional<Network> read(String text) {
        String[] parts = text.split("/", 2);
        return IpLiteral.read(parts[0]).map(InetAddress::getAddress).flatMap(address -> {
            int all = address.length * Byte.SIZE;
            int bits = parts.length == 1 ? all : number(parts[1]);
            return bits < 0 || bits > all ? Optional.empty() : Optional.of(new Network(address, bits));
        });
    }

    static Network of(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException("network: " + text + " (expected: a CIDR)"));
    }

    private static int number(String digits) {
        return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = bits % Byte.SIZE;
        int mask = 0xFF << (Byte.SIZE - rest) & 0xFF;
        return rest == 0 || ((address[whole] ^ other[whole]) & mask) == 0;
    }
}
