package dev.tensile.demo.checkout;

import java.io.Serial;

/** The place where carts are kept does not answer, or not in time. */
public final class CartsUnavailable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public CartsUnavailable(Throwable cause) {
        super("carts cannot be had: " + cause.getMessage(), cause);
    }
}
