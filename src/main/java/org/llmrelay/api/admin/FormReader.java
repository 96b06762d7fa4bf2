package org.llmrelay.api.admin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.Json;
import org.llmrelay.admin.Problem;
import org.llmrelay.admin.ProblemException;

/** Reads the bodies of the admin API: JSON objects of up to a mebibyte. */
@Consumes({MediaType.APPLICATION_JSON, FormReader.MERGE_PATCH})
public final class FormReader implements MessageBodyReader<Form> {
    static final String MERGE_PATCH = "application/merge-patch+json";
    static final int MOST_BYTES = 1024 * 1024;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == Form.class;
    }

    @Override
    public Form readFrom(
            Class<Form> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new ProblemException(Problem.tooLarge(MOST_BYTES));
        }
        if (parsed(bytes) instanceof ObjectNode object) {
            return new Form(object);
        }
        throw new ProblemException(Problem.malformed("A JSON object is needed"));
    }

    private static JsonNode parsed(byte[] bytes) {
        try {
            return Json.MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            // The parser's own message may quote the body, and so a secret.
            String place = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw new ProblemException(Problem.malformed("The body is not valid JSON" + place));
        } catch (IOException e) {
            throw new ProblemException(Problem.malformed("The body is not valid UTF-8"));
        }
    }
}
