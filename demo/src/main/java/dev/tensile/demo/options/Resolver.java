package dev.tensile.demo.options;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who is asked for names: an IPv4 address and a port. */
public record Resolver(InetSocketAddress address) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}):(\\d{1,5})");

    public static Resolver parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            try {
                return new Resolver(
                        new InetSocketAddress(InetAddress.getByName(form.group(1)), Integer.parseInt(form.group(2))));
            } catch (UnknownHostException | IllegalArgumentException wrong) {
                // said below, as for any other text
            }
        }
        throw new IllegalArgumentException("a resolver looks like 127.0.0.1:15353, was '" + text + "'");
    }
}
