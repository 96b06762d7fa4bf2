package org.llmrelay.settings;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Reads icons: small PNGs as {@code data:} addresses. Pictures that could hold scripts are none. */
public final class Icon {
    /** In bytes. */
    public static final int MOST_BYTES = 32 * 1024;

    static final String START = "data:image/png;base64,";
    static final int LONGEST = START.length() + (MOST_BYTES + 2) / 3 * 4;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int WIDTH_AT = 16;
    private static final int HEIGHT_AT = 20;
    private static final int LEAST_BYTES = 24;
    private static final int MOST_PIXELS = 512;

    private Icon() {}

    /** The address of a picture; nothing where it is no PNG of up to 512 pixels a side, or too large. */
    public static Optional<String> address(byte[] png) {
        return isSmallPng(png) ? Optional.of(START + Base64.getEncoder().encodeToString(png)) : Optional.empty();
    }

    /** The picture at an address; nothing where there is none. */
    public static Optional<byte[]> picture(String address) {
        if (!address.startsWith(START)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(address.substring(START.length())))
                    .filter(Icon::isSmallPng);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static boolean isIcon(String address) {
        return picture(address).isPresent();
    }

    private static boolean isSmallPng(byte[] bytes) {
        if (bytes.length < LEAST_BYTES
                || bytes.length > MOST_BYTES
                || !Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        return isSide(header.getInt(WIDTH_AT)) && isSide(header.getInt(HEIGHT_AT));
    }

    private static boolean isSide(int pixels) {
        return pixels > 0 && pixels <= MOST_PIXELS;
    }
}
