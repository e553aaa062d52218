package dev.tensile.engine.local;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.SocketAddress;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The two threads of a link process that move bytes.
 *
 * <p>One event loop owns all state of all links, so that a switch is one task on it: atomic for every connection. Its own
 * timers are as coarse as {@code Selector.select}, up to 1 ms late; the alarm thread parks with nanoseconds and wakes the
 * loop, which is late by about 0.1 ms.
 */
final class Transport implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final ScheduledThreadPoolExecutor alarm;
    /** Owned by the loop. */
    private long bytesWaiting;

    Transport() {
        group = new MultiThreadIoEventLoopGroup(1, daemon("tensile-link"), NioIoHandler.newFactory());
        loop = group.next();
        alarm = new ScheduledThreadPoolExecutor(1, daemon("tensile-link-alarm"));
        alarm.setRemoveOnCancelPolicy(true);
    }

    private static java.util.concurrent.ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    EventLoop loop() {
        return loop;
    }

    /** Connects; nothing is read until somebody says so. */
    ChannelFuture connect(SocketAddress address, ChannelHandler handler) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, Listener.WATER_MARK)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .handler(handler)
                .connect(address);
    }

    /** Bytes that wait in delay lines. */
    long bytesWaiting() {
        return bytesWaiting;
    }

    void addBytesWaiting(long added) {
        bytesWaiting += added;
    }

    /** Runs a task on the loop after a delay, more precisely than the loop can. */
    void wakeAfter(long nanos, Runnable task) {
        var unused = alarm.schedule(() -> loop.execute(task), nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        alarm.shutdownNow();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
