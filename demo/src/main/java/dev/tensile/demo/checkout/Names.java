package dev.tensile.demo.checkout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.DnsResolver;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Asks one resolver by UDP for each name, each time; serves what it last heard while nobody answers (RFC 8767). */
final class Names implements DnsResolver {
    private record Heard(List<InetAddress> addresses, long nanos) {}

    private final SimpleResolver resolver;
    private final long memoryNanos;
    private final Map<String, Heard> memory = new ConcurrentHashMap<>();

    /**
     * @param memory how old an address may be that is served while nobody answers; zero serves none
     * @param patience how long an answer of the resolver is waited for
     */
    Names(InetSocketAddress resolver, Duration memory, Duration patience) {
        this.resolver = new SimpleResolver(resolver);
        this.resolver.setTimeout(patience);
        this.memoryNanos = memory.toNanos();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        try {
            List<InetAddress> addresses = ask(host);
            memory.put(host, new Heard(addresses, System.nanoTime()));
            return addresses.toArray(InetAddress[]::new);
        } catch (IOException nobodyKnows) {
            Heard last = memory.get(host);
            if (last != null && System.nanoTime() - last.nanos() < memoryNanos) {
                return last.addresses().toArray(InetAddress[]::new);
            }
            UnknownHostException unknown = new UnknownHostException(host + ": " + nobodyKnows.getMessage());
            unknown.initCause(nobodyKnows);
            throw unknown;
        }
    }

    private List<InetAddress> ask(String host) throws IOException {
        Message answer =
                resolver.send(Message.newQuery(Record.newRecord(Name.fromString(host + "."), Type.A, DClass.IN)));
        List<InetAddress> addresses = answer.getSection(Section.ANSWER).stream()
                .filter(ARecord.class::isInstance)
                .map(record -> ((ARecord) record).getAddress())
                .toList();
        if (addresses.isEmpty()) {
            throw new UnknownHostException(
                    "the resolver answered " + Rcode.string(answer.getHeader().getRcode()));
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
