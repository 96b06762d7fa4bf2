package org.llmrelay.api.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.llmrelay.admin.Form;
import org.llmrelay.admin.PeopleDesk;
import org.llmrelay.admin.Problem;
import org.llmrelay.admin.ProblemException;
import org.llmrelay.admin.SessionBody;
import org.llmrelay.secret.Secret;
import org.llmrelay.signin.SignIn;
import org.llmrelay.signin.SignInAnswer;
import org.llmrelay.signin.SignedIn;

/** Signing in, and who one is. */
@Path(AdminPath.ROOT + "/session")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {
    private final SignIn signIn;
    private final PeopleDesk people;

    public SessionResource(SignIn signIn, PeopleDesk people) {
        this.signIn = signIn;
        this.people = people;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public SessionBody signIn(Form form, @Context HttpServletRequest request) {
        String username = form.text("username", null);
        Secret password = Secret.of(form.text("password", null));
        form.finish();
        return body(signIn.signIn(username, password, request.getRemoteAddr()));
    }

    @GET
    @SignedInOnly
    public SessionBody whoAmI(@Context ContainerRequestContext request) {
        return SessionBody.of(SignedInContext.identity(request), null);
    }

    /** Changes one's own password: other sessions end, and the answer is a new one. Viewers may, too. */
    @POST
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedInOnly
    public SessionBody changePassword(
            Form form, @Context ContainerRequestContext request, @Context HttpServletRequest servlet) {
        return body(people.changeOwnPassword(form, SignedInContext.identity(request), servlet.getRemoteAddr()));
    }

    private static SessionBody body(SignInAnswer answer) {
        if (answer instanceof SignedIn signedIn) {
            return SessionBody.of(signedIn.identity(), signedIn.token());
        }
        if (answer instanceof SignInAnswer.TooSoon tooSoon) {
            throw new ProblemException(Problem.tooManyTries(), tooSoon.pause());
        }
        throw new ProblemException(Problem.wrongPassword());
    }
}
