package dev.tensile.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The templates of the page: slots, no logic. What goes into {@code {{a slot}}} is escaped, what goes into {@code {{{a
 * slot}}}} has been already. A template and the block that fills it have to agree on the slots, else it is an error that
 * names both sides.
 */
final class Templates {
    static final Templates SHIPPED = new Templates(Templates::resource);

    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().escapeHTML(true).strictSections(true);

    private final UnaryOperator<String> source;
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();

    /** @param source gives the text of the file of that name */
    Templates(UnaryOperator<String> source) {
        this.source = source;
    }

    /** The text of a file, as it is. */
    String text(String file) {
        return source.apply(file);
    }

    String fill(String name, Map<String, Object> slots) {
        Template template = compiled.computeIfAbsent(name, this::compile);
        Set<String> asked = slotsOf(template);
        if (!asked.equals(slots.keySet())) {
            throw new IllegalStateException("the template " + name + ".mustache has the slots " + asked
                    + ", but what fills it has " + new TreeSet<>(slots.keySet()) + ": " + difference(asked, slots));
        }
        try {
            return template.execute(slots);
        } catch (MustacheException e) {
            throw new IllegalStateException(
                    "the template " + name + ".mustache cannot be filled: " + e.getMessage(), e);
        }
    }

    private static String difference(Set<String> asked, Map<String, Object> slots) {
        Set<String> unfilled = new TreeSet<>(asked);
        unfilled.removeAll(slots.keySet());
        Set<String> unused = new TreeSet<>(slots.keySet());
        unused.removeAll(asked);
        return (unfilled.isEmpty() ? "" : "nothing fills " + unfilled)
                + (unfilled.isEmpty() || unused.isEmpty() ? "" : ", and ")
                + (unused.isEmpty() ? "" : "there is no slot for " + unused);
    }

    private Template compile(String name) {
        try {
            return COMPILER.compile(source.apply(name + ".mustache"));
        } catch (MustacheException e) {
            throw new IllegalStateException("the template " + name + ".mustache is not valid: " + e.getMessage(), e);
        }
    }

    /** The slots at the top; those inside a list belong to its items. */
    private static Set<String> slotsOf(Template template) {
        Set<String> slots = new TreeSet<>();
        template.visit(new Mustache.Visitor() {
            @Override
            public void visitText(String text) {}

            @Override
            public void visitVariable(String name) {
                slots.add(name);
            }

            @Override
            public boolean visitInclude(String name) {
                return false;
            }

            @Override
            public boolean visitSection(String name) {
                slots.add(name);
                return false;
            }

            @Override
            public boolean visitInvertedSection(String name) {
                slots.add(name);
                return false;
            }
        });
        return slots;
    }

    private static String resource(String file) {
        try (InputStream in = Templates.class.getResourceAsStream("templates/" + file)) {
            if (in == null) {
                throw new IllegalStateException("there is no template file called " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the template file " + file + " cannot be read", e);
        }
    }
}
