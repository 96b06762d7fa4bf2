package org.llmrelay.route;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses upstreams may have. What is not on the public internet is refused unless the operator allows it: whoever may name an upstream could
 * otherwise reach this machine, its neighbours and the cloud's metadata. Thread-safe.
 */
public final class Targets {
    private static final List<Network> NOT_PUBLIC = networks(
            // IPv4: unspecified, private, shared, loopback, link-local with metadata, protocols, documentation,
            // benchmarks, multicast, reserved.
            "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.168.0.0/16"
                    + " 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
                    // IPv6: local translation, discard, Teredo, documentation, unique-local, link-local, site-local,
                    // multicast.
                    + " 64:ff9b:1::/48 100::/64 2001::/32 2001:db8::/32 fc00::/7 fe80::/10 fec0::/10 ff00::/8");

    /** IPv6 networks that carry an IPv4 address, and where it stands in them: compatible (with ::1 and ::), mapped, translated, 6to4. */
    private static final List<Carrier> CARRIERS = List.of(
            new Carrier(Network.of("::/96"), 12),
            new Carrier(Network.of("64:ff9b::/96"), 12),
            new Carrier(Network.of("2002::/16"), 2));

    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
    private static final String LOCALHOST = "localhost";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Pattern HOST = Pattern.compile("[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?");

    private final Set<String> hosts;
    private final List<Network> networks;

    private record Carrier(Network network, int offset) {}

    private Targets(Set<String> hosts, List<Network> networks) {
        this.hosts = Set.copyOf(hosts);
        this.networks = List.copyOf(networks);
    }

    /** Only public addresses. */
    public static Targets publicOnly() {
        return new Targets(Set.of(), List.of());
    }

    /** Public addresses and a list of others: hosts, addresses and CIDRs, with commas between them. Empty where it is no such list. */
    public static Optional<Targets> allowing(String list) {
        Set<String> hosts = new HashSet<>();
        List<Network> networks = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            String name = plain(item.strip());
            Optional<Network> network = Network.read(name);
            if (network.isPresent()) {
                networks.add(network.get());
            } else if (HOST.matcher(name).matches() && !IpLiteral.isDisguised(name)) {
                hosts.add(name);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Targets(hosts, networks));
    }

    /** Whether a host is refused for what is written: a literal address, or a name that every resolver takes for this machine. */
    public boolean refuses(String host) {
        String name = plain(host);
        if (hosts.contains(name)) {
            return false;
        }
        if (name.equals(LOCALHOST) || name.endsWith("." + LOCALHOST)) {
            return refuses(LOOPBACK);
        }
        return IpLiteral.isDisguised(name)
                || IpLiteral.read(name).filter(a -> refuses(a.getAddress())).isPresent();
    }

    /** Whether an address that was found for a host must not be dialled. */
    public boolean refuses(String host, InetAddress address) {
        return !hosts.contains(plain(host)) && refuses(address.getAddress());
    }

    private boolean refuses(byte[] written) {
        byte[] address = isMapped(written) ? Arrays.copyOfRange(written, MAPPED.length, written.length) : written;
        return networks.stream().noneMatch(network -> network.contains(address)) && isNotPublic(address);
    }

    private static boolean isMapped(byte[] address) {
        return address.length > MAPPED.length && Arrays.equals(address, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
    }

    private static boolean isNotPublic(byte[] address) {
        return NOT_PUBLIC.stream().anyMatch(network -> network.contains(address))
                || CARRIERS.stream()
                        .filter(carrier -> carrier.network().contains(address))
                        .anyMatch(carrier ->
                                isNotPublic(Arrays.copyOfRange(address, carrier.offset(), carrier.offset() + 4)));
    }

    private static String plain(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        String undotted = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        boolean bracketed = undotted.startsWith("[") && undotted.endsWith("]");
        return bracketed ? undotted.substring(1, undotted.length() - 1) : undotted;
    }

    private static List<Network> networks(String list) {
        return Arrays.stream(list.split(" ")).map(Network::of).toList();
    }
}
