package dev.tensile.demo.checkout;

import java.util.Optional;

/** Where carts are kept. */
public interface Carts {
    /**
     * The cart of that number, if there is one.
     *
     * @throws CartsUnavailable when nobody can tell
     */
    Optional<Cart> find(int id);

    /** Whether carts can be had at this moment; takes no longer than the wait for a connection. */
    boolean available();
}
