package dev.tensile.engine.local.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Programs that were started for a run, and what they started in turn, known by descent: some write their title over the variable
 * that marks them ({@link Mark}). A process belongs to them if its parent does, or if it is in the session of one of them and
 * another that is known is there, too: as long as anybody is in a session, no later process has its number. So a child is found
 * after its parent has ended only if it was seen before.
 */
final class Descent {
    private final Set<Victim> known = new LinkedHashSet<>();

    Descent(Collection<Victim> known) {
        this.known.addAll(known);
    }

    void add(Victim started) {
        known.add(started);
    }

    /** Those that live, with those that they have started since. */
    List<Victim> look() {
        List<Proc.Stat> all = Proc.all().stream()
                .map(Proc::stat)
                .flatMap(Optional::stream)
                .filter(stat -> !stat.hasEnded())
                .toList();
        Set<Long> numbers = known.stream().map(Victim::pid).collect(Collectors.toSet());
        List<Proc.Stat> ours = new ArrayList<>(
                all.stream().filter(stat -> known.contains(stat.victim())).toList());
        List<Proc.Stat> more = ours;
        while (!more.isEmpty()) {
            more = all.stream()
                    .filter(stat -> !ours.contains(stat))
                    .filter(stat -> isOf(stat, ours, numbers))
                    .toList();
            ours.addAll(more);
            more.forEach(stat -> numbers.add(stat.pid()));
        }
        List<Victim> living = ours.stream().map(Proc.Stat::victim).toList();
        Set<Long> sessions = ours.stream().map(Proc.Stat::session).collect(Collectors.toSet());
        known.removeIf(victim -> !living.contains(victim) && !sessions.contains(victim.pid()));
        known.addAll(living);
        return living;
    }

    /** @param numbers of all that are or were known: a session of another number is not theirs */
    private static boolean isOf(Proc.Stat stat, List<Proc.Stat> ours, Set<Long> numbers) {
        return ours.stream()
                .anyMatch(one -> stat.parent() == one.pid()
                        || (stat.session() == one.session() && numbers.contains(one.session())));
    }

    /** Those that live, and those in whose session others do. */
    List<Victim> known() {
        return List.copyOf(known);
    }
}
