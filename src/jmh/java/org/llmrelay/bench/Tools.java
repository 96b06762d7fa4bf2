package org.llmrelay.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds installed programs. */
final class Tools {

    // Debian keeps servers in a folder that is not on every user's path.
    private static final List<String> MORE = List.of("/usr/sbin", "/usr/local/sbin");

    private Tools() {}

    /** The path of a program; says which Debian package brings it if it is missing. */
    static String find(String program, String debianPackage) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), MORE.stream())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(() -> new BenchBroken(
                        program + " is missing: install it with `apt-get install " + debianPackage + "`"));
    }
}
