package dev.tensile.verdict;

import dev.tensile.experiment.BlastRadius;
import dev.tensile.experiment.Dependency;
import dev.tensile.experiment.Dose;
import dev.tensile.experiment.LinkFault;
import dev.tensile.experiment.Scope;
import dev.tensile.run.Cohort;
import dev.tensile.run.Delivered;
import dev.tensile.run.Phase;
import dev.tensile.run.Run;
import java.util.List;

/** Was the fault there, and did it touch what it was meant to? */
final class FaultGates {
    private static final String DELIVERED = "fault delivered";
    private static final String SPLIT = "cohorts split as asked";

    /** |z| of a two-sided p-value of 1e-4. */
    private static final double Z_1E_4 = 3.8906;

    private final Run run;
    private final GateList gates;

    FaultGates(Run run, GateList gates) {
        this.run = run;
        this.gates = gates;
    }

    void check(Phase hold) {
        delivered(hold.rung());
        split(hold);
    }

    /** Proof of fault: traffic passed the link, and the fault touched it, to the share that was asked. */
    private void delivered(int rung) {
        List<Dose> doses = run.plan().rung(rung).doses();
        for (int i = 0; i < doses.size(); i++) {
            Dose dose = doses.get(i);
            int number = i;
            run.reverted(rung, i)
                    .ifPresentOrElse(
                            event -> delivered(rung, dose, event.delivered()),
                            () -> unknown(rung, dose, run.reverting(rung, number)));
        }
    }

    /** Missing data is never a pass; only of a run that broke off there can be none. */
    private void unknown(int rung, Dose dose, boolean wasReverted) {
        if (wasReverted) {
            fail(rung, "it is not known what " + dose + " did: taking it back failed");
        } else {
            gates.notApplicable("dose", DELIVERED, rung, "it is not known what was delivered: the run broke off");
        }
    }

    private void delivered(int rung, Dose dose, Delivered got) {
        if (got instanceof Delivered.Coverage coverage) {
            covered(rung, dose, coverage);
        } else if (got instanceof Delivered.Measured measured) {
            measured(rung, measured);
        } else {
            counted(rung, dose, (Delivered.Traffic) got);
        }
    }

    private void counted(int rung, Dose dose, Delivered.Traffic got) {
        String link = "the link to " + dose.fault().on().name();
        boolean requests = dose.radius().scope() != Scope.CONNECTIONS;
        if (!got.sawTraffic()) {
            fail(rung, "no traffic on " + link + " while the fault was in force" + connects(dose));
        } else if (!got.touchedAnything()) {
            String why = got.requestsSeen() == 0 ? unseen(dose, requests) : "";
            fail(rung, "there was traffic on " + link + ", but the fault touched none of it" + why);
        } else {
            long seen = requests ? got.requestsSeen() : got.connectionsSeen();
            long touched = requests ? got.requestsTouched() : got.connectionsTouched();
            String scope = dose.radius().scope().word();
            gates.check(
                    "dose",
                    DELIVERED,
                    rung,
                    plausible(touched, seen, dose.radius()),
                    touched + " of " + seen + " " + scope + " touched, asked " + dose.radius());
        }
    }

    private static String unseen(Dose dose, boolean requests) {
        if (dose.fault() instanceof LinkFault.Database database) {
            Scope unit = database.harm().unit();
            return unit == Scope.CONNECTIONS
                    ? ": no session with PostgreSQL began without TLS; a pool that has its connections opens no more"
                    : ": no " + unit.word() + " of that sort were seen; into TLS a link cannot look";
        }
        if (dose.fault() instanceof LinkFault.Http || dose.fault() instanceof LinkFault.HttpDelay) {
            return ": no request of that sort was seen in unencrypted HTTP/1.x; into TLS a link cannot look";
        }
        return requests ? ": it is not HTTP/1.1; use `of connections`" : "";
    }

    private static String connects(Dose dose) {
        return dose.fault().on() instanceof Dependency dependency
                ? dependency
                        .local()
                        .map(link -> ": does the service connect to " + link.listen() + "?")
                        .orElse("")
                : "";
    }

    /** In a cluster: the controllers say of each instance whether it is under the fault. */
    private void covered(int rung, Dose dose, Delivered.Coverage got) {
        int asked = dose.radius().instancesOf(got.matched());
        if (got.covered() < Math.max(1, asked)) {
            fail(
                    rung,
                    got.covered() + " of " + got.matched() + " instances of "
                            + dose.fault().on().name() + " were shown to be under the fault, asked " + dose.radius());
        } else if (!dose.fault().isOneShot() && got.coveredAtEnd() < got.covered()) {
            fail(
                    rung,
                    got.covered() + " instances of " + dose.fault().on().name() + " were under the fault, but only "
                            + got.coveredAtEnd()
                            + " still at the end of the hold: what came in their place was spared");
        } else {
            gates.check(
                    "dose",
                    DELIVERED,
                    rung,
                    true,
                    got.covered() + " of " + got.matched() + " instances under the fault, asked " + dose.radius());
        }
    }

    /** On this machine: what was taken of it, or how many processes were under the fault. */
    private void measured(int rung, Delivered.Measured got) {
        gates.check(
                "dose",
                DELIVERED,
                rung,
                got.isAsAsked(),
                got.what() + ": " + got.text(got.got()) + ", asked " + got.text(got.asked())
                        + (got.isAsAsked() ? "" : "; more than 5 % apart"));
    }

    private void fail(int rung, String detail) {
        gates.check("dose", DELIVERED, rung, false, detail);
    }

    /** With few connections a share can only be met roughly; beyond chance at 1e-4 it was not met. */
    private static boolean plausible(long touched, long seen, BlastRadius radius) {
        double share = radius.share().fraction();
        double error = Math.sqrt(seen * share * (1 - share));
        return Math.abs(touched - seen * share) <= Z_1E_4 * error + 1 + 0.01 * seen;
    }

    /** G4: the cohorts split as configured; with several doses they are those of the one that was injected last. */
    private void split(Phase hold) {
        long target = count(hold, Cohort.TARGET);
        long all = target + count(hold, Cohort.CONTROL);
        List<Dose> doses = run.plan().rung(hold.rung()).doses();
        BlastRadius radius = doses.get(doses.size() - 1).radius();
        if (all == 0 || radius.scope() != Scope.REQUESTS) {
            gates.notApplicable(
                    "G4", SPLIT, hold.rung(), "it is not known of a request whether it was inside the radius");
            return;
        }
        double share = radius.share().fraction();
        double z = Math.abs(target - all * share) / Math.max(1e-9, Math.sqrt(all * share * (1 - share)));
        gates.check(
                "G4",
                SPLIT,
                hold.rung(),
                share == 1 ? target == all : z <= Z_1E_4,
                target + " of " + all + " requests inside the radius, asked " + radius.share());
    }

    private long count(Phase phase, Cohort cohort) {
        long count = 0;
        for (int i = 0; i < run.samples().size(); i++) {
            long due = run.samples().intendedNanos(i);
            boolean inside = due >= phase.startNanos() && due < phase.endNanos();
            count += inside && run.samples().cohort(i) == cohort ? 1 : 0;
        }
        return count;
    }
}
