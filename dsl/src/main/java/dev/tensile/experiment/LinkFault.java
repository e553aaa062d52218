package dev.tensile.experiment;

/** What is done to the link between a service and its dependency. */
public sealed interface LinkFault extends Fault {
    @Override
    Dependency on();

    @Override
    default Class<? extends Intensity> strength() {
        return Intensity.Full.class;
    }

    /** Which way over a link, as the service sees it. */
    enum Direction {
        /** What it sends. */
        TO,
        /** What it is sent. */
        FROM,
        BOTH;

        private String after(String kind) {
            return switch (this) {
                case TO -> kind;
                case FROM -> kind + " of what comes back";
                case BOTH -> kind + " both ways";
            };
        }
    }

    /**
     * Everything that is sent over the link arrives late.
     *
     * @param shape how single delays scatter around the asked one
     * @param correlation how much a delay resembles the one before it on the same link: 0 % independent
     */
    record Latency(Dependency on, JitterShape shape, Share correlation, Direction direction) implements LinkFault {
        /** Of what the service sends. */
        public Latency(Dependency on, JitterShape shape, Share correlation) {
            this(on, shape, correlation, Direction.TO);
        }

        @Override
        public String kind() {
            return direction.after("latency");
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Delay.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.latency(this);
        }
    }

    /** Connections are cut with a TCP reset, live ones at once and new ones as soon as they carry data. */
    record Reset(Dependency on) implements LinkFault {
        @Override
        public String kind() {
            return "reset";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reset(this);
        }
    }

    /** Nobody is listening: live connections are cut, new ones are refused. */
    record Refuse(Dependency on) implements LinkFault {
        @Override
        public String kind() {
            return "refuse";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.refuse(this);
        }
    }

    /** Bytes vanish in both directions while connections stay open: the caller sees silence. */
    record Blackhole(Dependency on) implements LinkFault {
        @Override
        public String kind() {
            return "blackhole";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.blackhole(this);
        }
    }

    /** What can happen to single packets on their way. */
    enum PacketHarm {
        /** They never arrive; TCP sends them again, later. */
        LOSS,
        /** They arrive twice. */
        DUPLICATE,
        /** A bit of them is flipped; the checksum tells, and it counts as lost. */
        CORRUPT
    }

    /**
     * A portion of the packets that are sent over the link suffers.
     *
     * @param correlation how much the fate of a packet resembles that of the one before it
     */
    record Packets(Dependency on, PacketHarm harm, Share correlation, Direction direction) implements LinkFault {
        /** Of those that the service sends. */
        public Packets(Dependency on, PacketHarm harm, Share correlation) {
            this(on, harm, correlation, Direction.TO);
        }

        @Override
        public String kind() {
            return direction.after(
                    switch (harm) {
                        case LOSS -> "packet loss";
                        case DUPLICATE -> "packet duplication";
                        case CORRUPT -> "packet corruption";
                    });
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Portion.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.packets(this);
        }
    }

    /** What is sent over the link is throttled. */
    record Bandwidth(Dependency on, Direction direction) implements LinkFault {
        /** What the service sends. */
        public Bandwidth(Dependency on) {
            this(on, Direction.TO);
        }

        @Override
        public String kind() {
            return direction.after("bandwidth limit");
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Throughput.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bandwidth(this);
        }
    }

    /** Requests of one sort wait before the dependency sees them. */
    record HttpDelay(Dependency on, HttpRoute route) implements LinkFault {
        @Override
        public String kind() {
            return "HTTP delay";
        }

        @Override
        public Class<? extends Intensity> strength() {
            return Intensity.Delay.class;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.httpDelay(this);
        }
    }

    /** Requests of one sort are cut off or answered in the dependency's stead, or what they are answered is spoilt. */
    record Http(Dependency on, HttpRoute route, HttpHarm harm) implements LinkFault {
        @Override
        public String kind() {
            return harm.kind();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.http(this);
        }
    }

    /** Connections suffer as streams of bytes. A harm that has no direction acts on both ways whatever is written. */
    record Stream(Dependency on, StreamHarm harm, Direction direction) implements LinkFault {
        @Override
        public String kind() {
            return harm.isDirected() ? direction.after(harm.kind()) : harm.kind();
        }

        @Override
        public Class<? extends Intensity> strength() {
            return harm.strength();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.stream(this);
        }
    }

    /** Those who speak the protocol of PostgreSQL are told that it is in trouble, wait for it, or lose it. */
    record Database(Dependency on, DatabaseHarm harm) implements LinkFault {
        @Override
        public String kind() {
            return harm.kind();
        }

        @Override
        public Class<? extends Intensity> strength() {
            return harm.strength();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.database(this);
        }
    }

    /** One answer for each fault of a link. */
    interface LinkCases<R> {
        R latency(Latency fault);

        R reset(Reset fault);

        R refuse(Refuse fault);

        R blackhole(Blackhole fault);

        R packets(Packets fault);

        R bandwidth(Bandwidth fault);

        R httpDelay(HttpDelay fault);

        R http(Http fault);

        R stream(Stream fault);

        R database(Database fault);
    }
}
