package dev.tensile.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Says that it is there, then says what it hears, until there is nothing more to hear. */
public final class EchoMain {
    private EchoMain() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("here, " + StateFolder.path());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(line);
        }
    }
}
