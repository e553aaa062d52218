package dev.tensile.demo.checkout;

import dev.tensile.demo.options.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls the payment provider over kept HTTP/1.1 connections, one for each call that is under way. It blocks on the
 * socket in the caller's thread: hand-overs between threads would be half of what a checkout costs.
 */
public final class PaymentsClient implements AutoCloseable {
    private static final int CONNECTIONS = 4_096; // never the limit: that is the caller's workers

    private final CloseableHttpClient http;
    private final ScheduledThreadPoolExecutor limits; // owned; one daemon thread that cancels calls
    private final Address provider;
    private final Duration timeout;

    /** With the names that the machine knows. */
    public PaymentsClient(Address provider, Duration timeout) {
        this(provider, timeout, ConnectionConfig.custom(), SystemDefaultDnsResolver.INSTANCE);
    }

    private PaymentsClient(
            Address provider, Duration timeout, ConnectionConfig.Builder connections, DnsResolver names) {
        this.provider = provider;
        this.timeout = timeout;
        this.http = client(Timeout.of(timeout), connections, names);
        this.limits = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "payment-limits");
            thread.setDaemon(true);
            return thread;
        });
        limits.setRemoveOnCancelPolicy(true);
    }

    /**
     * With the names that one resolver knows. Connections are used for a second, so that a change of address is followed.
     *
     * @param memory how old an address may be that is used while the resolver has no answer
     */
    public static PaymentsClient withNames(
            Address provider, Duration timeout, InetSocketAddress resolver, Duration memory) {
        return new PaymentsClient(
                provider,
                timeout,
                ConnectionConfig.custom().setTimeToLive(TimeValue.ofSeconds(1)),
                new Names(resolver, memory, timeout.dividedBy(2)));
    }

    /** Without retries: what fails once must be seen to fail. */
    private static CloseableHttpClient client(
            Timeout timeout, ConnectionConfig.Builder connections, DnsResolver names) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .setDnsResolver(names)
                        .setDefaultConnectionConfig(connections
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(timeout).build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .build();
    }

    /** Has the client load what it needs, so that the first customer does not pay for it. The answer does not matter. */
    public void warmUp() {
        try {
            send(new HttpGet(provider.at("/health")));
        } catch (IOException away) {
            // then the first customers will be told so
        }
    }

    /**
     * Has a cart paid; keeps the caller's thread until the whole answer is there or the time is over. A call that is given
     * up loses its connection, so that a late answer cannot meet another call.
     *
     * @throws IOException when there is no answer, none in time, or one that is not an approval
     */
    void pay(Cart cart, TraceParent trace) throws IOException {
        HttpPost request = new HttpPost(provider.at("/pay"));
        request.setHeader(TraceParent.HEADER, trace.header());
        request.setEntity(new StringEntity(
                "{\"cart\":" + cart.id() + ",\"cents\":" + cart.totalCents() + "}", ContentType.APPLICATION_JSON));
        int status = send(request);
        if (status != 200) {
            throw new IOException("the provider answered " + status);
        }
    }

    /** The client's own timeout is for each read of the socket; the limit here is for the call as a whole. */
    private int send(HttpUriRequestBase request) throws IOException {
        ScheduledFuture<?> limit = limits.schedule(request::cancel, timeout.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return http.execute(request, response -> {
                EntityUtils.consume(response.getEntity());
                return response.getCode();
            });
        } catch (IllegalStateException | NullPointerException broken) {
            // What comes out of the client when it is cancelled between two of its steps.
            if (request.isCancelled()) {
                throw new IOException("no answer within " + timeout.toMillis() + " ms", broken);
            }
            throw broken;
        } finally {
            limit.cancel(false);
        }
    }

    @Override
    public void close() {
        limits.shutdownNow();
        http.close(CloseMode.IMMEDIATE);
    }
}
