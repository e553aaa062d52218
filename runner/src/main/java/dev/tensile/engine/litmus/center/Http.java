package dev.tensile.engine.litmus.center;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends a request and waits for the whole answer. A thread of OkHttp's talks, because nothing can interrupt a socket that
 * reads; the one who asks waits for it, and an interrupt cancels the call.
 */
final class Http implements AutoCloseable {
    private static final int LONGEST_ANSWER = 32 << 20;
    /** Beyond the limit of a call, for names that cannot be looked up are not under it. */
    private static final long GRACE_MILLIS = 1_000;

    private final OkHttpClient client;
    private final ThreadPoolExecutor talkers;
    private final Patience patience;

    Http(Patience patience) {
        this.patience = patience;
        talkers = new ThreadPoolExecutor(4, 4, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "tensile-chaoscenter");
            thread.setDaemon(true);
            return thread;
        });
        talkers.allowCoreThreadTimeOut(true);
        client = new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(talkers))
                .connectTimeout(patience.connect())
                .readTimeout(patience.answer())
                .writeTimeout(patience.answer())
                .callTimeout(patience.answer())
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .build();
    }

    /** @param location where a redirect leads, else empty */
    record Reply(int status, String location, String text) {}

    /** Sends it; once more if the connection fails or the server does, and the deed may be repeated. */
    Reply send(Deed deed, Request request) throws IOException, InterruptedException {
        if (!deed.mayBeRepeated()) {
            return sendOnce(request);
        }
        try {
            Reply reply = sendOnce(request);
            if (reply.status() < 500) {
                return reply;
            }
        } catch (InterruptedIOException timeout) {
            throw timeout;
        } catch (IOException lost) {
            // The second attempt tells, if it fails, too.
        }
        return sendOnce(request);
    }

    private Reply sendOnce(Request request) throws IOException, InterruptedException {
        Call call = client.newCall(request);
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        call.enqueue(new Completing(reply));
        try {
            return reply.get(patience.answer().toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException e) {
            call.cancel();
            throw (IOException) new InterruptedIOException("timeout").initCause(e);
        } catch (InterruptedException e) {
            call.cancel();
            throw e;
        }
    }

    /** Reads the answer on the thread that talks, so that a slow one can be given up, too. */
    private record Completing(CompletableFuture<Reply> reply) implements Callback {
        @Override
        public void onFailure(Call call, IOException e) {
            reply.completeExceptionally(e);
        }

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                byte[] body = response.body().byteStream().readNBytes(LONGEST_ANSWER + 1);
                if (body.length > LONGEST_ANSWER) {
                    throw new IOException("the answer is longer than " + (LONGEST_ANSWER >> 20) + " MiB");
                }
                String location = response.header("Location", "");
                reply.complete(new Reply(
                        response.code(), location == null ? "" : location, new String(body, StandardCharsets.UTF_8)));
            } catch (IOException | RuntimeException e) {
                reply.completeExceptionally(e);
            }
        }
    }

    /** Gives up what is being asked at this moment. */
    void giveUp() {
        client.dispatcher().cancelAll();
    }

    /** Sends something whose answer changes nothing; waits for it, but not long. */
    void tell(Request request) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        client.newCall(request).enqueue(new Completing(reply));
        reply.completeOnTimeout(new Reply(0, "", ""), patience.connect().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(lost -> new Reply(0, "", ""))
                .join();
    }

    @Override
    public void close() {
        giveUp();
        talkers.shutdownNow();
        client.connectionPool().evictAll();
    }
}
