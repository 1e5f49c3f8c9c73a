"""Events from a durable transaction to a consumer's durable effect, beside brokers that sync."""

import json
import os
import re
import statistics
import subprocess

from brokers import Nats, RabbitMq
from harness.bench import Bench
from harness.figures import note, print_figure
from harness.machine import node, peer_programs, program

BATCH = 100  # events a transaction, messages between two waits for confirmation

bench = Bench("events", __doc__)


def measure_ours(seconds):
    """{figure: value} of the log alone: a writer, the relay, one consumer."""
    output = subprocess.run([program("bench_events"), "--seconds", str(seconds)], check=True,
                            text=True, stdout=subprocess.PIPE).stdout
    return {figure: (float(value), unit) for figure, value, unit in
            re.findall(r"figure=(\S+) ours=(\S+) unit=(\S+)", output)}


def measure_peer(script, broker, seconds):
    command = [node(), peer_programs() / script, broker.url, str(BATCH), str(seconds)]
    output = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE,
                            env=os.environ | {"NODE_ENV": "production"}).stdout
    return json.loads(output.strip().splitlines()[-1])["per_second"]


@bench.figure("log")
def log(_directory, options):
    rounds = [measure_ours(options.seconds) for _ in range(options.rounds)]
    for figure, (_, unit) in rounds[0].items():
        print_figure("events", figure, statistics.median(one[figure][0] for one in rounds), unit)


def beside(figure, peer, script, make_broker):
    def measure(directory, options):
        ours, theirs = [], []
        with make_broker(directory) as broker:
            for _ in range(options.rounds):
                ours.append(measure_ours(options.seconds)["outbox_to_consumer"][0])
                theirs.append(measure_peer(script, broker, options.seconds))
        note(f"{peer}: " + " ".join(f"{one:.0f}" for one in theirs) + " per second")
        print_figure("events", figure, statistics.median(ours), "per_s", peer,
                     statistics.median(theirs))
    bench.figure(figure)(measure)


beside("vs_rabbitmq", "rabbitmq", "rabbitmq_events.mjs", RabbitMq)
beside("vs_nats", "nats_jetstream", "nats_events.mjs", Nats)

bench.run()
