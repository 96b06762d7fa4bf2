package org.llmrelay.moving;

import java.util.Arrays;
import java.util.Locale;

/** Whatever an import says of a record: a code, so that pages can say it in any language, and an English sentence for everybody else. */
public enum Remark {
    ACCOUNT_DIFFERS("an account with this id is here and differs"),
    AUTO_STOP("autoStopOnWarning is left out: set here at which percentage of its windows it stops"),
    BINDING_GONE("what it is bound to did not come: {0}"),
    BOUND_ALREADY("{0}: another binding stands for {1} already"),
    BOUND_ELSEWHERE("{0}: {1} is not here"),
    CCR("it took only calls for models that begin with ccr, : here it takes calls of keys bound to it"),
    COOL_DOWNS("its own cool-downs are left out: the relay's hold"),
    CUT("{0} was cut to {1} characters"),
    DELETED("it was deleted there"),
    DESCRIPTION("its description is left out"),
    DISGUISE("its user agent and other settings of disguise are left out: requests go on as they come"),
    EMPTY_FILE("there is no list of keys or accounts in it"),
    ICON("its icon has no counterpart"),
    KEY_DIFFERS("a key with this id is here and differs"),
    KEY_TWICE("there is another key with this id"),
    MESSAGES("messages to other systems are set up anew here"),
    NAME_TAKEN("its name is taken: it is called {0}"),
    NEEDS_ENCRYPTION_KEY("it works once the encryption key of the other relay is given"),
    NO_COUNTERPART("it has no counterpart here"),
    NO_CREDENTIAL("it has no credential of its own: it took the one of its server"),
    NO_HASH("its hash is not there: export without leaving secrets out"),
    NO_ID("it has no id that can be kept"),
    NO_JSON("{0} is not JSON"),
    NO_JSON_FILE("it is not JSON"),
    NO_KIND("there is no kind of account here for it"),
    NO_NUMBER("{0} is not a number that can be carried over"),
    NO_TEXT_FILE("it is not text"),
    NO_TIME("{0} is not a time"),
    NO_TOKEN("it has no token: sign it in here"),
    NO_WEEKDAY("weeklyResetDay is not a day of the week"),
    NOT_SCHEDULED("it was not to be scheduled there: it is disabled here"),
    OTHER("it cannot be brought in: {0}"),
    PASSWORD("its password is left out: the relay signs in by OAuth only"),
    PAYLOAD_RULES("openaiResponsesPayloadRules has no counterpart: bodies pass as they come"),
    PEOPLE("people sign in here as users of this relay"),
    PROGRAMS("it is for programs that are not known here: {0}"),
    PROXY("its proxy cannot be read"),
    PROXY_HOST("its proxy has no host that can be used"),
    PROXY_KIND("its proxy is of a kind that is not known here"),
    QUOTA_CARDS("there are no quota cards here"),
    QUOTA_RESET("quotaResetTime: the day of its quota begins at midnight here"),
    QUEUES("maxConcurrency made messages of people wait for one another: here it is left out"),
    RATE("serviceRates: {0} is charged as its service is"),
    SEALED("its secrets are sealed: give the encryption key of the other relay"),
    SERVICES("it may use services that are not known here: {0}"),
    SETTINGS("this relay has settings of its own"),
    SIGN_IN_STAYS("its sign-in stays as it is here: the tokens there may be older"),
    SIGN_IN_VENDOR("there is no kind of account here for sign-ins at {0}"),
    SPENT("of {0}, {1} US dollars are spent"),
    SPENT_UNTOLD("what was spent under {0} is not told: it begins at 0"),
    STOOD("it stood at {0} there: check it here"),
    STORE_AWAY("the store is not available"),
    TERMS("the notice on its provider's terms has to be confirmed before it can be used"),
    TEXT_TAKEN("its text belongs to the key {0}"),
    UNBOUND("it may not use {0} until somebody binds it anew: it was not for shared accounts"),
    WEEKLY_MODELS("weeklyOpusCostLimit counted Claude models; here it counts the cost of all models"),
    WRONG_ENCRYPTION_KEY("the encryption key of the other relay does not open its secrets");

    private final String sentence;

    Remark(String sentence) {
        this.sentence = sentence;
    }

    /** Such as {@code no-token}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String sentence() {
        return sentence;
    }

    /** Says it of something: {@code parts} stand where the sentence has {@code {0}}, {@code {1}}. */
    Note of(Object... parts) {
        return new Note(this, Arrays.stream(parts).map(String::valueOf).toList());
    }
}
