package dev.tensile.experiment;

/** What becomes of an HTTP request. */
public sealed interface HttpHarm
        permits HttpHarm.Abort,
                HttpHarm.Status,
                HttpHarm.Body,
                HttpHarm.Header,
                HttpHarm.Truncate,
                HttpHarm.Malform,
                HttpHarm.LoseAnswer {
    /** The word for it in plans and reports. */
    String kind();

    /** Its connection is cut. */
    record Abort() implements HttpHarm {
        @Override
        public String kind() {
            return "HTTP abort";
        }
    }

    /** It is answered with this status. */
    record Status(int status) implements HttpHarm {
        public Status {
            if (status < 100 || status > 599) {
                throw new IllegalArgumentException("an HTTP status must be in 100..599, was " + status);
            }
        }

        @Override
        public String kind() {
            return "HTTP status " + status;
        }
    }

    /** It is answered with this body. */
    record Body(String text) implements HttpHarm {
        @Override
        public String kind() {
            return "HTTP body change";
        }
    }

    /**
     * Its answer has this header field instead of what it had, or in addition; without a value it has not.
     *
     * @param name not of those that say where an answer ends: for that there are {@link Truncate} and {@link Malform}
     */
    record Header(String name, String value) implements HttpHarm {
        private static final java.util.Set<String> FRAMING =
                java.util.Set.of("content-length", "transfer-encoding", "connection", "upgrade");

        public Header {
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+") || !value.matches("[ -~]*")) {
                throw new IllegalArgumentException(
                        "an HTTP header field is letters, digits and hyphens, its value printable ASCII, was \"" + name
                                + ": " + value + "\"");
            }
            if (FRAMING.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                throw new IllegalArgumentException(
                        name + " says where an answer ends and cannot be changed; truncate or malform the answer");
            }
        }

        @Override
        public String kind() {
            return "HTTP header change of " + name;
        }
    }

    /** So many bytes of its answer's body come, then the connection ends, though more was promised. */
    record Truncate(long bytes) implements HttpHarm {
        public Truncate {
            Check.atLeast("the bytes before a truncated answer ends", 0, bytes);
        }

        @Override
        public String kind() {
            return "HTTP truncation after " + Quantities.bytes(bytes);
        }
    }

    /** Its answer is no HTTP. */
    record Malform(Part part) implements HttpHarm {
        /** What of it is broken. */
        public enum Part {
            STATUS_LINE,
            /** The length of the first chunk of its body. */
            CHUNK
        }

        @Override
        public String kind() {
            return "malformed HTTP " + (part == Part.CHUNK ? "chunk" : "status line");
        }
    }

    /** The dependency does what is asked, but when its answer comes the connection is cut. */
    record LoseAnswer() implements HttpHarm {
        @Override
        public String kind() {
            return "lost HTTP answer";
        }
    }
}
