package org.llmrelay.api.admin;

/** Where the admin API lives. */
public final class AdminPath {
    /** Under the context root, without a slash around it. */
    public static final String ROOT = "admin/api/v1";

    private AdminPath() {}
}
