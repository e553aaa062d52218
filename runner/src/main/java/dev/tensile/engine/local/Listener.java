package dev.tensile.engine.local;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The port of a link, which can stop and start listening while nobody else can take it.
 *
 * <p>A second socket is bound to the same port for as long as the link lives, and never listens. Linux lets a listener
 * join it ({@code SO_REUSEADDR} on both), refuses connections when the listener has gone, and gives the port to no one who
 * does not ask for reuse. Where a system does not allow this, the port is unguarded while it refuses.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails shows as a lost channel
final class Listener implements AutoCloseable {
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(256 << 10, 1 << 20);
    private static final int BACKLOG = 1024;

    private final Transport transport;
    private final InetSocketAddress address;
    private final @Nullable Socket placeholder;
    private final ServerBootstrap bootstrap;
    private @Nullable Channel channel;

    /** @throws IOException if the port is taken */
    Listener(Transport transport, InetSocketAddress address, Consumer<SocketChannel> accepted) throws IOException {
        this.transport = transport;
        this.address = address;
        placeholder = reserve(address);
        bootstrap = new ServerBootstrap()
                .group(transport.loop(), transport.loop())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        accepted.accept(client);
                    }
                });
    }

    @SuppressWarnings("AddressSelection")
    private static @Nullable Socket reserve(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(address);
            return socket;
        } catch (IOException e) {
            socket.close();
            if (System.getProperty("os.name", "").startsWith("Linux")) {
                throw e;
            }
            return null;
        }
    }

    /** Starts listening; not on the loop. */
    void open() {
        channel = bootstrap.bind(address).syncUninterruptibly().channel();
    }

    /** Starts listening again, on the loop; the answer is whether it worked. */
    void reopen(Consumer<Boolean> opened) {
        bootstrap.bind(address).addListener((io.netty.channel.ChannelFuture done) -> {
            if (done.isSuccess()) {
                channel = done.channel();
            }
            opened.accept(done.isSuccess());
        });
    }

    /**
     * Connections are refused by the kernel from {@code then} on; those that wait to be accepted are reset. The socket
     * closes when the selector has next looked at it, before the loop comes to a timer.
     */
    void stop(Runnable then) {
        Channel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
        transport.loop().schedule(then, 1, TimeUnit.MILLISECONDS);
    }

    boolean isListening() {
        Channel open = channel;
        return open != null && open.isActive();
    }

    @Override
    public void close() throws IOException {
        stop(() -> {});
        if (placeholder != null) {
            placeholder.close();
        }
    }
}
