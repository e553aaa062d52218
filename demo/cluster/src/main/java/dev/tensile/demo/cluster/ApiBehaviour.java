package dev.tensile.demo.cluster;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the API server behaves from now on. Safe from any thread. */
public final class ApiBehaviour {
    private static final class Rule {
        private final String method;
        private final Pattern path;
        private final Misbehaviour.Instead instead;
        private int left;

        private Rule(String method, Pattern path, Misbehaviour.Instead instead, int left) {
            this.method = method;
            this.path = path;
            this.instead = instead;
            this.left = left;
        }

        private boolean matches(String asked, String at) {
            return (method.equals("*") || method.equalsIgnoreCase(asked))
                    && path.matcher(at).matches();
        }
    }

    private final Store store;
    private final List<Rule> rules = new ArrayList<>(); // guarded by this, as is denied
    private final List<AccessRule> denied = new ArrayList<>();

    ApiBehaviour(Store store) {
        this.store = store;
    }

    /**
     * Chooses requests. If several choices match, the one declared first counts until it is used up.
     *
     * @param method as in HTTP, {@code WATCH} for watches (which are then no {@code GET}), {@code *} for all
     * @param path regular expression for the whole path, without the query
     */
    public Misbehaviour when(String method, String path) {
        Pattern pattern = Pattern.compile(path);
        return new Misbehaviour(Misbehaviour.ALL, (times, instead) -> {
            synchronized (this) {
                rules.add(new Rule(method, pattern, instead, times));
            }
        });
    }

    /** Everything is answered as it should be again, and nothing is denied. */
    public synchronized void behaves() {
        rules.clear();
        denied.clear();
    }

    /** Access reviews for this are answered with "not allowed" from now on. The requests themselves still work. */
    public synchronized void denies(AccessRule rule) {
        denied.add(rule);
    }

    /** Breaks off all watches that are open now. */
    public void dropsWatches() {
        store.onWatches(Watches::drop);
    }

    /** Ends all watches that are open now with 410 Gone. */
    public void expiresWatches() {
        store.onWatches(Watches::expireAll);
    }

    synchronized Optional<Misbehaviour.Instead> next(String method, String path) {
        for (Iterator<Rule> each = rules.iterator(); each.hasNext(); ) {
            Rule rule = each.next();
            if (rule.matches(method, path)) {
                rule.left -= rule.left == Misbehaviour.ALL ? 0 : 1;
                if (rule.left == 0) {
                    each.remove();
                }
                return Optional.of(rule.instead);
            }
        }
        return Optional.empty();
    }

    synchronized boolean allows(AccessRule asked) {
        return denied.stream().noneMatch(rule -> rule.covers(asked));
    }
}
