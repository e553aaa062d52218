package dev.tensile.demo.checkout;

/** How the payment of a cart came out. */
enum Settlement {
    /** The provider approved. */
    APPROVED,
    /** The provider could not be asked or did not answer well in time: the order stands, the payment follows. */
    TO_BE_CONFIRMED
}
