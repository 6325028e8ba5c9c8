import Glibc
import JSON
import JWT
import Methods
import RPC

// Standard output is taken over before anything else can print.
guard let streams = StandardStreams() else { exit(3) }
Seclusion.begin()
let surroundings = Surroundings(clock: SystemClock.now)
let service = Service(streams, methods: Methods.descriptions) { MethodResponder(surroundings) }
exit(service.run(framing: nil))
