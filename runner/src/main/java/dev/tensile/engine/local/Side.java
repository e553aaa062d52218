package dev.tensile.engine.local;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/** Tells a pair what happens on one of its two channels. */
final class Side extends ChannelInboundHandlerAdapter {
    /** What a pair does about one of its channels. */
    interface Events {
        void read(ByteBuf data);

        /** The peer sends no more. */
        void ended();

        /** The peer, or the path to it, is gone. */
        void lost();

        /** May be written to again, or not for now. */
        void writabilityChanged();
    }

    private final Events events;

    Side(Events events) {
        this.events = events;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object data) {
        events.read((ByteBuf) data);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        events.writabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            events.ended();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        events.lost();
    }

    @Override
    @SuppressWarnings("deprecation")
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        events.lost();
    }
}
