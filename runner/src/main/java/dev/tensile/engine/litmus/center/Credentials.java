package dev.tensile.engine.litmus.center;

/** Who we are to ChaosCenter. */
public sealed interface Credentials {
    /** A token that was made for a machine; it is sent as it is, and cannot be renewed. */
    record ApiToken(Secret token) implements Credentials {
        public ApiToken {
            if (!Secret.isPlainAscii(token.reveal())) {
                throw new IllegalArgumentException("the API token has a space or a letter outside of ASCII in it");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.apiToken(this);
        }
    }

    /** A user, who is logged in when needed, and again once the token has expired. */
    record Password(String user, Secret password) implements Credentials {
        public Password {
            if (user.isBlank()) {
                throw new IllegalArgumentException("the user name is blank");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.password(this);
        }
    }

    static Credentials apiToken(String token) {
        return new ApiToken(Secret.of("API token", token));
    }

    static Credentials password(String user, String password) {
        return new Password(user, Secret.of("password", password));
    }

    <R> R match(Cases<R> cases);

    /** An answer for each kind. */
    interface Cases<R> {
        R apiToken(ApiToken credentials);

        R password(Password credentials);
    }
}
