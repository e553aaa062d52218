package dev.tensile.engine.local.host;

import dev.tensile.engine.Injection;
import dev.tensile.run.Delivered;
import java.util.ArrayList;
import java.util.List;

/** A dose in the hands of the watchdog. If that is lost, what it held is taken back from its records. */
final class HostInjection implements Injection {
    private final HostClient client;
    private final HeldFolder folder;
    private final long id;
    private Delivered.Measured last;
    private boolean closed;

    HostInjection(HostClient client, HeldFolder folder, long id, Delivered.Measured nothing) {
        this.client = client;
        this.folder = folder;
        this.id = id;
        last = nothing;
    }

    @Override
    public synchronized Delivered delivered() {
        if (!closed) {
            try {
                note(client.askSurely(HostWire.Ask.of(HostWire.Verb.LOOK)));
            } catch (HostClient.Lost gone) {
                return last; // what was seen last is what is known
            }
        }
        return last;
    }

    private void note(HostWire.Answer answer) {
        answer.doses().stream().filter(dose -> dose.id() == id).forEach(dose -> last = delivered(dose));
    }

    /** What was not in force until it was to end, whoever ended it, was not delivered: then it is nothing that counts. */
    private static Delivered.Measured delivered(HostWire.Dose dose) {
        Delivered.Measured seen = dose.measured();
        if (dose.trouble().isEmpty()) {
            return seen;
        }
        List<String> remarks = new ArrayList<>(seen.remarks());
        remarks.add("It was not in force until its end: " + dose.trouble() + ". On average it was "
                + seen.text(seen.got()) + ".");
        return new Delivered.Measured(seen.what(), seen.unit(), seen.asked(), 0, 0, seen.most(), remarks);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            note(client.askSurely(HostWire.Ask.revert(id)));
        } catch (HostClient.Lost gone) {
            folder.takeBack(id);
        }
    }
}
