package org.llmrelay.stream;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/** What stands before and after deflated bytes. Takes bytes cut anywhere. Confined to one answer. */
sealed interface DeflateFraming permits GzipFraming, ZlibFraming {

    /** Steps over what stands before; returns whether deflated bytes come next. */
    boolean skipHeader(ByteBuffer bytes) throws DataFormatException;

    /** Steps over what stands after; returns whether another header may come next. */
    boolean skipTrailer(ByteBuffer bytes);
}
