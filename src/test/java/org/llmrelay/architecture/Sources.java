package org.llmrelay.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The project's Java sources as text and as trees. */
final class Sources {
    private static final List<Path> ROOTS = Stream.of("main", "test", "it", "jmh", "demo")
            .map(part -> Path.of("src", part, "java"))
            .filter(Files::isDirectory)
            .toList();

    private static final Measure MEASURE = measure();

    private Sources() {}

    /** A named piece of source and its length in lines. */
    record Piece(String name, long lines) {}

    static List<Piece> files() {
        return MEASURE.files;
    }

    static List<Piece> types() {
        return MEASURE.types;
    }

    static List<Piece> methods() {
        return MEASURE.methods;
    }

    /** Packages of which no source root holds a {@code package-info.java} with {@code @NullMarked}. */
    static Set<Path> packagesWithoutIntroduction() {
        Set<Path> bare = new TreeSet<>();
        ROOTS.forEach(root -> javaFiles(root).forEach(file -> bare.add(root.relativize(folder(file)))));
        bare.removeIf(name -> ROOTS.stream().anyMatch(root -> introduces(root.resolve(name))));
        return bare;
    }

    private static Path folder(Path file) {
        return file.resolveSibling("");
    }

    private static boolean introduces(Path folder) {
        Path file = folder.resolve("package-info.java");
        return Files.exists(file) && read(file).contains("@NullMarked");
    }

    private static List<Path> javaFiles(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Measure measure() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> sources =
                ROOTS.stream().flatMap(root -> javaFiles(root).stream()).toList();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(sources);
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, units);
            var measure = new Measure(Trees.instance(task).getSourcePositions());
            task.parse().forEach(unit -> measure.scan(unit, unit));
            return measure;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Measure extends TreeScanner<Void, CompilationUnitTree> {
        private final SourcePositions positions;
        private final List<Piece> files = new ArrayList<>();
        private final List<Piece> types = new ArrayList<>();
        private final List<Piece> methods = new ArrayList<>();

        Measure(SourcePositions positions) {
            this.positions = positions;
        }

        @Override
        public Void visitCompilationUnit(CompilationUnitTree unit, CompilationUnitTree same) {
            files.add(new Piece(unit.getSourceFile().getName(), lines(unit, unit)));
            return super.visitCompilationUnit(unit, unit);
        }

        @Override
        public Void visitClass(ClassTree type, CompilationUnitTree unit) {
            types.add(new Piece(type.getSimpleName().toString(), lines(type, unit)));
            return super.visitClass(type, unit);
        }

        @Override
        public Void visitMethod(MethodTree method, CompilationUnitTree unit) {
            String name = unit.getSourceFile().getName() + ": " + method.getName();
            methods.add(new Piece(name, lines(method, unit)));
            return super.visitMethod(method, unit);
        }

        private long lines(Tree tree, CompilationUnitTree unit) {
            LineMap map = unit.getLineMap();
            long first = map.getLineNumber(Math.max(0, positions.getStartPosition(unit, tree)));
            return map.getLineNumber(positions.getEndPosition(unit, tree)) - first + 1;
        }
    }
}
