package dev.tensile.load;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.function.Supplier;

/** The sockets of this platform: native epoll where it loads, as its timers are exact, and NIO elsewhere. */
record Transport(Timers timers, IoHandlerFactory io, Supplier<SocketChannel> sockets) {
    /** How exactly a loop wakes up. */
    enum Timers {
        NANOSECONDS,
        MILLISECONDS
    }

    static Transport best() {
        return Epoll.isAvailable()
                ? new Transport(Timers.NANOSECONDS, EpollIoHandler.newFactory(), EpollSocketChannel::new)
                : nio();
    }

    static Transport nio() {
        return new Transport(Timers.MILLISECONDS, NioIoHandler.newFactory(), NioSocketChannel::new);
    }
}
