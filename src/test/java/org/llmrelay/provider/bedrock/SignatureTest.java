package org.llmrelay.provider.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrelay.call.Body;
import org.llmrelay.call.Headers;
import org.llmrelay.provider.bedrock.Signature.AccessKey;
import org.llmrelay.provider.bedrock.Signature.Letter;
import org.llmrelay.secret.Secret;

/** Against the vectors that AWS publishes for its Signature Version 4. */
class SignatureTest {
    private static final Instant THEN = Instant.parse("2015-08-30T12:36:00Z");
    private static final Secret SECRET = Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    private static final String SESSION =
            "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    private static Headers signed(
            String method, String target, @Nullable String type, String body, @Nullable Secret session) {
        Letter letter = new Letter(
                method, URI.create("https://example.amazonaws.com" + target), type, Body.wrap(body.getBytes(UTF_8)));
        return new Signature("us-east-1", "service")
                .fields(letter, new AccessKey("AKIDEXAMPLE", SECRET, session), THEN);
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "get-vanilla | GET | / | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "post-vanilla | POST | / | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
                "get-utf8 | GET | /\u1234 | 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
                "get-vanilla-query-order-key-case | GET | /?Param2=value2&Param1=value1 | b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
                "get-unreserved | GET | /-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz | 07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"
            })
    void signsAsAwsDoes(String vector, String method, String target, String signature) {
        assertThat(signed(method, target, null, "", null).first("authorization"))
                .as(vector)
                .contains("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                        + " SignedHeaders=host;x-amz-date, Signature=" + signature);
    }

    @Test
    void signsContentAndItsType() {
        Headers fields = signed("POST", "/", "application/x-www-form-urlencoded", "Param1=value1", null);

        assertThat(fields.first("authorization").orElseThrow())
                .endsWith("SignedHeaders=content-type;host;x-amz-date,"
                        + " Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    @Test
    void signsTheSessionOfATemporaryKey() {
        Headers fields = signed("POST", "/", null, "", Secret.of(SESSION));

        assertThat(fields.first("x-amz-security-token")).contains(SESSION);
        assertThat(fields.first("x-amz-date")).contains("20150830T123600Z");
        assertThat(fields.first("authorization").orElseThrow())
                .endsWith("SignedHeaders=host;x-amz-date;x-amz-security-token,"
                        + " Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
    }
}
