package dev.tensile.experiment;

/** What becomes of an HTTP request. */
public sealed interface HttpHarm permits HttpHarm.Abort, HttpHarm.Status, HttpHarm.Body {
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
}
