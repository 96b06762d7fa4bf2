package org.llmrelay.upstream.hc5;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.llmrelay.route.Targets;

/**
 * Looks up upstreams and leaves out addresses that must not be dialled. What it returns is what is dialled, without a second look-up, so a name cannot
 * change its mind in between. Thread-safe.
 */
final class CheckedNames implements DnsResolver {
    private final Targets targets;

    CheckedNames(Targets targets) {
        this.targets = targets;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        InetAddress[] allowed = Arrays.stream(all)
                .filter(address -> !targets.refuses(host, address))
                .toArray(InetAddress[]::new);
        if (allowed.length == 0 && all.length > 0) {
            throw new RefusedTargetException();
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }
}
