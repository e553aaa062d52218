package dev.tensile.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scripts that are wrong: what is shown of them, and that nothing is touched. */
final class ScriptProblemsIT extends Scene {
    @AfterEach
    void nothingIsTouched() throws IOException {
        assertEquals(0, shop.asked());
        assertEquals(List.of(), runFolders());
    }

    private Answer run(String script, String... more) {
        String[] options = new String[more.length + 3];
        System.arraycopy(more, 0, options, 0, more.length);
        options[more.length] = "--yes";
        options[more.length + 1] = "--runs";
        options[more.length + 2] = runs().toString();
        return Answer.of(about("run", script, options)).exits(ExitCode.USAGE).printsNothing();
    }

    @Test
    void aScriptThatDoesNotCompileIsShownAtItsLineWithACaret() {
        run(script("below 900.milliseconds", "below 900.apples"))
                .says(
                        folder.resolve("shop.chaos.kts") + ":16:47",
                        "16 |     hypothesis { expect(buying.p95) below 900.apples }",
                        "   |                                               ^^^^^^",
                        "apples",
                        "1 error in the script; nothing was touched");
    }

    @Test
    void anUnknownNameComesWithTheNearestOne() {
        run(script("(buying.p95)", "(buyng.p95)"))
                .says("buyng", "did you mean `buying`?", "shop.chaos.kts:16:25", "^^^^^");
    }

    @Test
    void aRungWithoutAHoldIsRefused() {
        run(script(", hold = hold)", ")"))
                .says("hold", "shop.chaos.kts:22:", "rung(all of requests, 20.milliseconds)", "^");
    }

    @Test
    void aMissingGuardrailIsRefused() {
        run(script("guardrails { abortWhen(buying.errorRate above 50.percent) }", ""))
                .says("the experiment has no guardrail", "mend: add guardrails {", "shop.chaos.kts:1:1");
    }

    @Test
    void severalProblemsAreSaidAllAtOnce() {
        String twice = "val buying = load(\"buying\", on = shop) {";
        run(script(
                        twice,
                        "val other = load(\"buying\", on = shop) { rate = 1.perSecond; get(\"/\") }\n    " + twice,
                        "dependency(\"stock\")",
                        "dependency(\"shop\")",
                        "recovery(1.seconds)",
                        "",
                        "hypothesis { expect(buying.p95) below 900.milliseconds }",
                        ""))
                .says(
                        "two targets are called \"shop\"",
                        "two loads are called \"buying\"",
                        "the experiment has no recovery",
                        "the experiment has no hypothesis",
                        "4 errors in the script; nothing was touched");
    }

    @Test
    void aParameterThatIsNotThereComesWithTheNearestOne() {
        run(script(), "--set", "patth=/look")
                .says("--set patth: this experiment has no parameter \"patth\"", "did you mean \"path\"?");
    }

    @Test
    void aParameterOfTheWrongTypeSaysWhatItShouldBe() {
        run(script(), "--set", "hold=soon")
                .says(
                        "--set hold=soon: this is not a duration such as 150ms",
                        "it is 4s by default",
                        "shop.chaos.kts:10:");
        run(script(), "--set", "hold").says("NAME=VALUE", "see tensile run --help");
    }

    @Test
    void aLinkThatOthersCouldReachIsAProblemOfTheScriptToo() {
        for (String command : List.of("validate", "plan")) {
            Answer.of(command, script(), "--set", "linkAt=192.0.2.1:80")
                    .exits(ExitCode.USAGE)
                    .printsNothing()
                    .says("listens on 192.0.2.1, which is not loopback", "let it listen on 127.0.0.1", "^");
        }
    }

    @Test
    void aScriptThatIsNotThereIsNamed() {
        run(folder.resolve("none.chaos.kts").toString()).says("none.chaos.kts cannot be read: does it exist?");
    }

    @Test
    void anUnknownEngineIsRefusedEverywhere() {
        for (String command : List.of("validate", "plan", "run")) {
            Answer.of(command, script(), "--on", "locl")
                    .exits(ExitCode.USAGE)
                    .says("there is no engine \"locl\"", "did you mean \"local\"?");
        }
    }
}
