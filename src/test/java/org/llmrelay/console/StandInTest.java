package org.llmrelay.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandInTest {
    private final HttpServletRequest request =
            StandIn.of(HttpServletRequest.class, Map.of("getMethod", "GET", "getContextPath", ""));

    @Test
    void givesTheAnswersThatItWasToldOf() {
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getContextPath()).isEmpty();
    }

    @Test
    void hasNothingElseToSay() {
        assertThat(request.getHeader("Cookie")).isNull();
        assertThat(request.getQueryString()).isNull();
        assertThat(request.isSecure()).isFalse();
        assertThat(request.getServerPort()).isZero();
        assertThat(request.getContentLengthLong()).isZero();
        assertThat(Collections.list(request.getHeaderNames())).isEmpty();
        assertThat(request.getParameterMap()).isEmpty();
    }

    @Test
    void keepsAttributes() {
        request.setAttribute("a", "kept");
        request.setAttribute("b", "forgotten");
        request.setAttribute("c", "forgotten, too");
        request.setAttribute("b", null);
        request.removeAttribute("c");

        assertThat(request.getAttribute("a")).isEqualTo("kept");
        assertThat(Collections.list(request.getAttributeNames())).containsExactly("a");
    }

    @Test
    void isItselfAndNoOther() {
        HttpServletRequest other = StandIn.of(HttpServletRequest.class, Map.of());

        assertThat(new HashSet<>(List.of(request))).contains(request).doesNotContain(other);
        assertThat(request.toString()).isEqualTo("stand-in");
    }

    @Test
    void leavesAddressesAsTheyAre() {
        HttpServletResponse response = StandIn.of(HttpServletResponse.class, Map.of());

        assertThat(response.encodeURL("/web/keys")).isEqualTo("/web/keys");
        assertThat(response.encodeRedirectURL("/web/keys")).isEqualTo("/web/keys");
    }
}
