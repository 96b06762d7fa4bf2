package org.llmrelay.console;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import jakarta.faces.convert.FacesConverter;
import org.jspecify.annotations.Nullable;

/** Milliseconds as a person writes a span of time. What is wrong with one is said by the input's {@code converterMessage}. */
@FacesConverter("relay.span")
public class SpanConverter implements Converter<Object> {

    @Override
    public @Nullable Object getAsObject(FacesContext context, UIComponent component, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Spans.millis(text).orElseThrow(() -> new ConverterException(new FacesMessage(text)));
    }

    @Override
    public String getAsString(FacesContext context, UIComponent component, @Nullable Object millis) {
        return millis instanceof Number number ? Spans.text(number.longValue()) : "";
    }
}
