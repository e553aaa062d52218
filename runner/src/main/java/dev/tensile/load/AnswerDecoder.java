package dev.tensile.load;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Netty's decoder, told which answers have no body. Generous with header sizes: judging them is not the load's business. */
final class AnswerDecoder extends HttpResponseDecoder {
    private static final HttpDecoderConfig CONFIG = new HttpDecoderConfig()
            .setMaxInitialLineLength(16_384)
            .setMaxHeaderSize(131_072)
            .setMaxChunkSize(65_536);

    private final Connection connection;

    AnswerDecoder(Connection connection) {
        super(CONFIG);
        this.connection = connection;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return connection.expectsNoBody() || super.isContentAlwaysEmpty(message);
    }
}
