package dev.tensile.script

import dev.tensile.experiment.Address
import dev.tensile.experiment.Database
import dev.tensile.experiment.LocalDatabase
import dev.tensile.experiment.Secret
import dev.tensile.experiment.SourceRef

/** A database with which sessions can be opened. */
@ChaosDsl
public class DatabaseBuilder internal constructor(private val name: String, private val at: SourceRef, private val log: ProblemLog) {
    private val addresses = mutableListOf<Address>()

    /** Where it is on this machine, and who may open sessions. */
    public fun local(block: LocalDatabaseBuilder.() -> Unit) {
        addresses += LocalDatabaseBuilder(Here.sourceRef(), log).apply(block).build()
    }

    internal fun build(): Database {
        if (addresses.isEmpty()) {
            log.error(
                "the database \"$name\" does not say where it is",
                "add local { postgres(\"127.0.0.1:5432/shop\"); user = \"tester\"; passwordFrom = env(\"PGPASSWORD\") }",
                at,
            )
        }
        return log.attempt(Database("database", emptyList(), at)) { Database(name, addresses, at) }
    }
}

/** A PostgreSQL database on this machine. */
@ChaosDsl
public class LocalDatabaseBuilder internal constructor(private val at: SourceRef, private val log: ProblemLog) {
    private var address = ""

    /** Who opens sessions. */
    public var user: String = ""

    /** Where the password is kept: `env("PGPASSWORD")`; nowhere if the server asks for none. It is in no plan and no report. */
    public var passwordFrom: Secret = Secret.NONE

    /** `postgres("127.0.0.1:5432/shop")`: the server itself, not a link to it. */
    public fun postgres(address: String) {
        this.address = address
    }

    /** A secret that is kept in an environment variable. */
    public fun env(variable: String): Secret = log.attempt(Secret.NONE) { Secret(variable) }

    internal fun build(): LocalDatabase = log.attempt(STAND_IN, "write postgres(\"127.0.0.1:5432/shop\"); user = \"tester\"", at) {
        LocalDatabase.parse(address, user, passwordFrom)
    }

    private companion object {
        val STAND_IN: LocalDatabase = LocalDatabase.parse("127.0.0.1:1/database", "user", Secret.NONE)
    }
}
