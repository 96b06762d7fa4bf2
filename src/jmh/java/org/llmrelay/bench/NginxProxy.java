package org.llmrelay.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An nginx before the mock upstream, set up as one would for a streaming API: the yardstick. */
final class NginxProxy implements AutoCloseable {

    private static final String CONFIG = """
            %1$s
            daemon off;
            worker_processes 2;
            pid %2$s/nginx.pid;
            error_log stderr warn;
            events { worker_connections 8192; }
            http {
                access_log off;
                client_body_temp_path %2$s/body;
                proxy_temp_path %2$s/proxy;
                fastcgi_temp_path %2$s/fastcgi;
                uwsgi_temp_path %2$s/uwsgi;
                scgi_temp_path %2$s/scgi;
                client_body_buffer_size 64k;
                keepalive_requests 1000000000;
                keepalive_timeout 300s;
                tcp_nodelay on;
                upstream mock {
                    server 127.0.0.1:%3$d;
                    keepalive 1024;
                    keepalive_requests 1000000000;
                    keepalive_timeout 300s;
                }
                server {
                    listen 127.0.0.1:%4$d backlog=4096 reuseport;
                    location / {
                        proxy_pass http://mock;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_buffering off;
                        proxy_read_timeout 300s;
                    }
                }
            }
            """;

    private final Child child;
    private final int port;

    private NginxProxy(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    static NginxProxy start(Path folder, URI upstream) {
        int port = Ports.free();
        Path config = folder.resolve("nginx.conf");
        try {
            Files.writeString(config, CONFIG.formatted(user(), folder, upstream.getPort(), port));
        } catch (IOException e) {
            throw new BenchBroken("cannot write " + config + ": " + e.getMessage(), e);
        }
        List<String> command = List.of(Tools.find("nginx", "nginx-light"), "-e", "stderr", "-c", config.toString());
        Child child = Child.talking("nginx", folder, command);
        Ports.await(port, child);
        return new NginxProxy(child, port);
    }

    /** Started by root, workers change their user unless told not to, and then cannot use the private folder. */
    private static String user() {
        return System.getProperty("user.name").equals("root") ? "user root root;" : "";
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    List<Long> workers() {
        return child.descendants();
    }

    @Override
    public void close() {
        child.close();
    }
}
