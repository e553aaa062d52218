package dev.tensile.script

import dev.tensile.experiment.Address
import dev.tensile.experiment.Dependency
import dev.tensile.experiment.HostPort
import dev.tensile.experiment.KubernetesLink
import dev.tensile.experiment.LocalLink
import dev.tensile.experiment.Pods
import dev.tensile.experiment.Program
import dev.tensile.experiment.Service
import dev.tensile.experiment.SourceRef
import java.net.URI
import java.net.URISyntaxException
import kotlin.properties.ReadWriteProperty
import kotlin.reflect.KProperty
import kotlin.time.Duration

/** Something that answers HTTP requests. */
@ChaosDsl
public class ServiceBuilder internal constructor(private val name: String, private val at: SourceRef, private val log: ProblemLog) {
    private var address: String? = null
    private var addressAt = at
    private var health = "/"
    private var metrics = ""

    /** Where it listens, without a path: `http("http://127.0.0.1:8080")`. */
    public fun http(url: String) {
        address = url
        addressAt = Here.sourceRef()
    }

    /** The path that answers with a status below 400 when the service is able to work; `/` unless said otherwise. */
    public fun health(path: String) {
        health = path
        if (!path.startsWith("/")) {
            log.error("a health path starts with /, was \"$path\"", "write health(\"/$path\")")
            health = "/"
        }
    }

    /**
     * The path of its metrics in the text format of Prometheus, as Micrometer and Spring's actuator write it: they confirm what is
     * seen of its mechanisms from outside.
     */
    public fun metrics(path: String) {
        metrics = path
        if (!path.startsWith("/")) {
            log.error("a path of metrics starts with /, was \"$path\"", "write metrics(\"/$path\")")
            metrics = ""
        }
    }

    internal fun build(): Service {
        val url = address
        val standIn = Service(name.ifBlank { "service" }, URI("http://127.0.0.1:1"), "/", at)
        if (url == null) {
            log.error("the service \"$name\" has no address", "add http(\"http://127.0.0.1:8080\")", at)
            return standIn
        }
        return try {
            Service(name, URI(url), health, metrics, at)
        } catch (refused: IllegalArgumentException) {
            log.error(refused.message.orEmpty(), "", addressAt)
            standIn
        } catch (_: URISyntaxException) {
            log.error("the address of a service is written http://host:port, was \"$url\"", "", addressAt)
            standIn
        }
    }
}

/** A link from a service to something that it needs. */
@ChaosDsl
public class DependencyBuilder internal constructor(private val name: String, private val at: SourceRef, private val log: ProblemLog) {
    private val addresses = mutableListOf<Address>()

    /** How the link is reached without a cluster. */
    public fun local(block: LocalLinkBuilder.() -> Unit) {
        val where = Here.sourceRef()
        addresses += LocalLinkBuilder(where, log).apply(block).build()
    }

    /** Between which pods of a cluster the link runs. */
    public fun kubernetes(block: KubernetesLinkBuilder.() -> Unit) {
        addresses += KubernetesLinkBuilder(Here.sourceRef(), log).apply(block).build()
    }

    internal fun build(): Dependency {
        if (addresses.isEmpty()) {
            log.error(
                "the dependency \"$name\" does not say where it can be hurt",
                "add local { listen(\"127.0.0.1:18082\"); upstream(\"127.0.0.1:8082\") }, or kubernetes { … }",
                at,
            )
        }
        return log.attempt(Dependency("dependency", emptyList(), at)) { Dependency(name, addresses, at) }
    }
}

/** Something that runs as one instance or more. */
@ChaosDsl
public class ProgramBuilder internal constructor(private val name: String, private val at: SourceRef, private val log: ProblemLog) {
    private val addresses = mutableListOf<Address>()

    /** Which processes of this machine are its instances. */
    public fun local(block: LocalProgramBuilder.() -> Unit) {
        addresses += LocalProgramBuilder(Here.sourceRef(), log).apply(block).build()
    }

    /** A resolver on this machine that it asks for names, opened for the run. */
    public fun resolver(block: LocalResolverBuilder.() -> Unit) {
        addresses += LocalResolverBuilder(Here.sourceRef(), log).apply(block).build()
    }

    /** Which pods of a cluster are its instances. */
    public fun kubernetes(block: PodsBuilder.() -> Unit) {
        addresses += PodsBuilder(Here.sourceRef(), log).apply(block).build()
    }

    internal fun build(): Program {
        if (addresses.isEmpty()) {
            log.error(
                "the program \"$name\" does not say where its instances are",
                "add local { pidFile(\"/run/$name.pid\") }, or kubernetes { namespace = \"shop\"; pods(\"app\" to \"$name\") }",
                at,
            )
        }
        return log.attempt(Program("program", emptyList(), at)) { Program(name, addresses, at) }
    }
}

/** Pods, by namespace and labels. */
@ChaosDsl
public class PodsBuilder internal constructor(private val at: SourceRef, private val log: ProblemLog) {
    private var labels = emptyMap<String, String>()

    /** The namespace that they are in. */
    public var namespace: String = "default"

    /** Which of their containers; the first unless said otherwise. */
    public var container: String = ""

    /** The labels that they have, all of them: `pods("app" to "checkout")`. */
    public fun pods(vararg labels: Pair<String, String>) {
        this.labels = labels.toMap()
    }

    internal fun build(): Pods = log.attempt(STAND_IN, "write pods(\"app\" to \"checkout\")", at) { Pods(namespace, labels, container) }

    internal companion object {
        val STAND_IN = Pods("default", mapOf("app" to "app"), "")
    }
}

/** From which pods of a cluster to which others, or to which hosts, a link runs. */
@ChaosDsl
public class KubernetesLinkBuilder internal constructor(private val at: SourceRef, private val log: ProblemLog) {
    private var from = emptyMap<String, String>()
    private val to = mutableListOf<Pair<Map<String, String>, String?>>()
    private var hosts = emptyList<String>()
    private var port = 0

    /** The namespace of the service's pods, and of the dependency's unless [to] names another. */
    public var namespace: String = "default"

    /** Which container of the service's pods; the first unless said otherwise. */
    public var container: String = ""

    /** The labels of the service's pods: `from("app" to "checkout")`. */
    public fun from(vararg labels: Pair<String, String>) {
        from = labels.toMap()
    }

    /** The labels of the dependency's pods, and the port they listen on, which HTTP faults need. */
    public fun to(vararg labels: Pair<String, String>, port: Int = 0, namespace: String? = null) {
        to += labels.toMap() to namespace
        this.port = port
    }

    /** How the service reaches the dependency: names or addresses. Needed outside the cluster, and by Litmus everywhere. */
    public fun hosts(vararg hosts: String) {
        this.hosts = hosts.toList()
    }

    internal fun build(): KubernetesLink = log.attempt(STAND_IN, "write from(\"app\" to \"checkout\"); to(\"app\" to \"payments\")", at) {
        KubernetesLink(Pods(namespace, from, container), to.map { Pods(it.second ?: namespace, it.first, "") }, hosts, port)
    }

    private companion object {
        val STAND_IN = KubernetesLink(PodsBuilder.STAND_IN, listOf(PodsBuilder.STAND_IN), emptyList(), 0)
    }
}

/** Where a link listens and where it leads. */
@ChaosDsl
public class LocalLinkBuilder internal constructor(private val at: SourceRef, private val log: ProblemLog) {
    private var listen: HostPort? = null
    private var upstream: HostPort? = null
    private var refused = false

    /** What the service connects to instead of the dependency: an address on this machine. */
    public fun listen(address: String) {
        listen = parse(address)
    }

    /** Where the dependency really listens. */
    public fun upstream(address: String) {
        upstream = parse(address)
    }

    private fun parse(address: String): HostPort? =
        log.attempt<HostPort?>(null) { HostPort.parse(address) }.also { refused = refused || it == null }

    internal fun build(): LocalLink {
        val from = listen
        val to = upstream
        if (from == null || to == null) {
            if (!refused) {
                val missing = if (from == null) "listen(\"127.0.0.1:18082\")" else "upstream(\"127.0.0.1:8082\")"
                log.error("the link is incomplete", "add $missing", at)
            }
            return anyLink(at)
        }
        return log.attempt(anyLink(at)) { LocalLink(from, to) }
    }
}

/** A port that depends on the line, so that two stand-ins do not collide. */
private fun anyLink(at: SourceRef) = LocalLink(HostPort("0.0.0.0", 1 + at.line() % 1000), HostPort("0.0.0.0", 60_000))

/** How the demo shop is set up for the experiment. */
@ChaosDsl
public class DemoShopBuilder internal constructor(private val log: ProblemLog) {
    private val settings = LinkedHashMap<String, String>()

    /** How long checkout waits for payments. */
    public var paymentTimeout: Duration? by time("payment-timeout")

    /** How often checkout calls for one payment, at once one after the other, until a call succeeds; 1 is no retry. */
    public var paymentAttempts: Int? by count("payment-attempts")

    /** The resolver that checkout asks for `payments.shop`, such as `"127.0.0.1:15353"`; unless said, it needs no name. */
    public var namesAt: String? by Setting("names-at", "like 127.0.0.1:15353", { RESOLVER.matches(it) }, { it })

    /** How old an address may be that checkout uses while that resolver has no answer; an hour at most. */
    public var nameMemory: Duration? by time("name-memory")

    /** How many requests checkout works on at the same time. */
    public var workers: Int? by count("workers")

    /** The size of checkout's pool of connections to its database. */
    public var databaseConnections: Int? by count("database-connections")

    /** How long checkout waits for a connection of the pool; 250 ms at least. */
    public var connectionTimeout: Duration? by time("connection-timeout")

    /** How long checkout waits for an answer of the database. */
    public var databaseTimeout: Duration? by time("database-timeout")

    /** Whether its database is started again by a keeper, a second after it died; unless it is, an experiment has to. */
    public var databaseKept: Boolean? by Setting("database-kept", "true or false", { true }, Boolean::toString)

    /** How many calls the circuit breaker before payments must have seen before it may open. */
    public var breakerCalls: Int? by count("breaker-calls")

    /** The share of failed calls at which the breaker opens. */
    public var breakerFailures: Percent? by share("breaker-failures")

    /** The share of slow calls at which the breaker opens. */
    public var breakerSlowCalls: Percent? by share("breaker-slow-calls")

    /** How long the breaker stays open. */
    public var breakerOpen: Duration? by time("breaker-open")

    /** The calls that the breaker lets through when it is half-open. */
    public var breakerTrials: Int? by count("breaker-trials")

    internal fun build(): Map<String, String> = settings

    private fun time(key: String) = Setting<Duration>(key, "above zero", { it > Duration.ZERO }, ::plain)

    private fun count(key: String) = Setting<Int>(key, "above zero", { it > 0 }, Int::toString)

    private fun share(key: String) = Setting<Percent>(key, "above 0 % and at most 100 %", {
        it.value > 0 && it.value <= 100
    }, Percent::toString)

    /** An option of checkout; left as it is unless it is set. */
    private inner class Setting<T : Any>(
        private val key: String,
        private val wanted: String,
        private val fits: (T) -> Boolean,
        private val text: (T) -> String,
    ) : ReadWriteProperty<Any?, T?> {
        private var now: T? = null

        override fun getValue(thisRef: Any?, property: KProperty<*>): T? = now

        override fun setValue(thisRef: Any?, property: KProperty<*>, value: T?) {
            now = value
            when {
                value == null -> settings.remove(key)
                fits(value) -> settings[key] = text(value)
                else -> log.error("${property.name} must be $wanted, was $value", "")
            }
        }
    }

    private companion object {
        val RESOLVER = Regex("""\d{1,3}(\.\d{1,3}){3}:\d{1,5}""")
    }

    private fun plain(value: Duration): String {
        val millis = value.inWholeMilliseconds
        return if (millis % 1000 == 0L) "${millis / 1000}s" else "${millis}ms"
    }
}
