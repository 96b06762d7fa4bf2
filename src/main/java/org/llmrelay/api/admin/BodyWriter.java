package org.llmrelay.api.admin;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.llmrelay.admin.Json;
import org.llmrelay.admin.JsonBody;
import org.llmrelay.admin.Problem;

/** Writes the bodies of the admin API as JSON that nobody on the way keeps. */
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public final class BodyWriter implements MessageBodyWriter<JsonBody> {

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return JsonBody.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            JsonBody body,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        byte[] json = Json.MAPPER.writeValueAsBytes(body);
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle(HttpHeaders.CONTENT_LENGTH, json.length);
        out.write(json);
    }
}
