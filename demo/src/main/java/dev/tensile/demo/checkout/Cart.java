package dev.tensile.demo.checkout;

import java.util.List;

/** What somebody wants to buy. Money is in cents. */
public record Cart(int id, String customer, List<Item> items) {
    public Cart {
        items = List.copyOf(items);
    }

    public long totalCents() {
        return items.stream().mapToLong(Item::cents).sum();
    }

    /** A line of a cart. */
    public record Item(String sku, int quantity, int unitCents) {
        public Item {
            if (quantity < 1 || unitCents < 0) {
                throw new IllegalArgumentException(
                        "an item has a quantity of 1 or more and a price, was " + quantity + " at " + unitCents);
            }
        }

        long cents() {
            return (long) quantity * unitCents;
        }
    }
}
