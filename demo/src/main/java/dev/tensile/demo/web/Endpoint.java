package dev.tensile.demo.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Answers a call, in the worker that carries it or later from another thread. */
@FunctionalInterface
public interface Endpoint {
    CompletionStage<Answer> answer(Call call);

    /** An endpoint that keeps its worker until it has the answer. */
    static Endpoint blocking(Function<Call, Answer> answer) {
        return call -> CompletableFuture.completedFuture(answer.apply(call));
    }
}
