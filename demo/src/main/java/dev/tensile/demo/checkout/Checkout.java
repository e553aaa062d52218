package dev.tensile.demo.checkout;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tensile.demo.web.Answer;
import dev.tensile.demo.web.Call;
import dev.tensile.demo.web.Endpoint;
import dev.tensile.demo.web.Route;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The shop's front: {@code /checkout?cart=42}, {@code /cart?cart=42}, and {@code /offers}, which need neither carts nor payments. */
public final class Checkout {
    /** Marks an answer that is less than was asked for. */
    public static final String DEGRADED = "X-Degraded";

    private final Carts carts;
    private final PaymentsDesk payments;
    private final LongSupplier random;

    /**
     * A front over these carts and this desk.
     *
     * @param random where span ids come from; asked by many threads
     */
    public Checkout(Carts carts, PaymentsDesk payments, LongSupplier random) {
        this.carts = carts;
        this.payments = payments;
        this.random = random;
    }

    public List<Route> routes() {
        return List.of(
                Route.getOrPost("/checkout", Endpoint.blocking(call -> withCart(call, cart -> pay(call, cart)))),
                Route.get("/cart", Endpoint.blocking(call -> withCart(call, Checkout::show))),
                Route.get("/offers", Endpoint.blocking(call -> offers())));
    }

    private Answer withCart(Call call, Function<Cart, Answer> answer) {
        OptionalInt id = cartId(call);
        if (id.isEmpty()) {
            return Answer.problem(400, "say which cart by its number, as in ?cart=42");
        }
        try {
            return carts.find(id.getAsInt())
                    .map(answer)
                    .orElseGet(() -> Answer.problem(404, "there is no cart " + id.getAsInt()));
        } catch (CartsUnavailable unavailable) {
            return Answer.problem(503, String.valueOf(unavailable.getMessage()));
        }
    }

    private static OptionalInt cartId(Call call) {
        try {
            return OptionalInt.of(Integer.parseInt(call.query("cart").orElse("")));
        } catch (NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }

    private Answer pay(Call call, Cart cart) {
        TraceParent span = call.header(TraceParent.HEADER)
                .flatMap(TraceParent::parse)
                .map(caller -> caller.child(random))
                .orElseGet(() -> TraceParent.root(random));
        return payments.settle(cart, span) == Settlement.APPROVED ? paid(cart) : degraded(cart);
    }

    private static Answer paid(Cart cart) {
        return Answer.json(200, json -> {
            write(cart, json);
            json.writeStringField("payment", "approved");
        });
    }

    private static Answer degraded(Cart cart) {
        return Answer.json(200, json -> {
                    write(cart, json);
                    json.writeStringField("payment", "to be confirmed");
                    json.writeStringField("message", "payment will be confirmed by mail");
                })
                .withHeader(DEGRADED, "true");
    }

    private static Answer offers() {
        return Answer.json(200, json -> json.writeStringField("offer", "two for the price of one"));
    }

    private static Answer show(Cart cart) {
        return Answer.json(200, json -> write(cart, json));
    }

    private static void write(Cart cart, JsonGenerator json) throws IOException {
        json.writeNumberField("cart", cart.id());
        json.writeStringField("customer", cart.customer());
        json.writeArrayFieldStart("items");
        for (Cart.Item item : cart.items()) {
            json.writeStartObject();
            json.writeStringField("sku", item.sku());
            json.writeNumberField("quantity", item.quantity());
            json.writeNumberField("unit_cents", item.unitCents());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("total_cents", cart.totalCents());
    }
}
