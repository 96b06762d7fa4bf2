package org.llmrelay.bench;

/** A stream of Gemini's, each chunk with the usage so far, as Google sends it. */
record GeminiWords(String words) {
    CannedStream stream() {
        return new CannedStream(
                CannedStream.head() + chunk("Well. ", ""),
                chunk(words, ""),
                chunk("", ",\"finishReason\":\"STOP\"") + CannedStream.noMore(),
                true);
    }

    private static String chunk(String text, String finish) {
        return CannedStream.chunk(
                "data: {\"usageMetadata\":{\"promptTokenCount\":1052,\"cachedContentTokenCount\":640,\"candidatesTokenCount\":391,"
                        + "\"totalTokenCount\":1443},\"modelVersion\":\"gemini-2.5-pro\",\"responseId\":\"fYqvaJ6c\",\"candidates\":["
                        + "{\"content\":{\"parts\":[{\"text\":\"" + text + "\"}],\"role\":\"model\"},\"index\":0"
                        + finish
                        + "}]}\r\n\r\n");
    }
}
