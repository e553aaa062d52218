package dev.tensile.demo.checkout;

import dev.tensile.demo.options.Address;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls the payment provider over kept HTTP/1.1 connections, one for each call that is under way. */
public final class PaymentsClient {
    private final HttpClient http;
    private final Address provider;
    private final Duration timeout;

    public PaymentsClient(Address provider, Duration timeout) {
        this.provider = provider;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** Has the client load what it needs, so that the first customer does not pay for it. The answer does not matter. */
    public void warmUp() {
        HttpRequest request = HttpRequest.newBuilder(provider.at("/health")).build();
        try {
            await(http.sendAsync(request, BodyHandlers.ofString()));
        } catch (IOException away) {
            // then the first customers will be told so
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Has a cart paid; keeps the caller's thread until the whole answer is there or the time is over. A call that is given
     * up loses its connection, so that a late answer cannot meet another call.
     *
     * @throws IOException when there is no answer, none in time, or one that is not an approval
     */
    void pay(Cart cart, TraceParent trace) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(provider.at("/pay"))
                .header("Content-Type", "application/json")
                .header(TraceParent.HEADER, trace.header())
                .POST(BodyPublishers.ofString("{\"cart\":" + cart.id() + ",\"cents\":" + cart.totalCents() + "}"))
                .build();
        HttpResponse<String> response = await(http.sendAsync(request, BodyHandlers.ofString()));
        if (response.statusCode() != 200) {
            throw new IOException("the provider answered " + response.statusCode());
        }
    }

    /** The client's own timeout ends with the head of an answer; this one holds for the body, too. */
    private <T> T await(CompletableFuture<T> call) throws IOException, InterruptedException {
        try {
            return call.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IOException("no answer within " + timeout.toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            throw new IOException("the call failed: " + failed.getCause(), failed.getCause());
        } finally {
            call.cancel(true);
        }
    }
}
