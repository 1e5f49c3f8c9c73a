"""What the way between server and database can do to it, one fault after another under traffic:
nothing acknowledged is lost, nothing is doubled, order is kept, and it goes on by itself."""

import time

from proxied_victim import ProxiedVictim
from scene import LONG, Scene

ROUNDS = 10 if LONG else 1
FAULT_SECONDS = 0.8
ANSWERS_AFTERWARDS = 15


def refuse(scene, proxy):
    """New connections are reset, and the open ones are cut, so that new ones are wanted."""
    refused = proxy.refused
    proxy.set("refuse")
    proxy.cut()
    time.sleep(FAULT_SECONDS)
    assert proxy.refused > refused


def stall(scene, proxy):
    proxy.set("stall")
    time.sleep(FAULT_SECONDS / 2)
    answers = scene.traffic.answers()
    time.sleep(FAULT_SECONDS / 2)
    # A reply that was under way when it began is out by now.
    assert scene.traffic.answers() == answers


def cut(scene, proxy):
    ends = 0
    for _ in range(4):
        ends += proxy.cut()
        time.sleep(scene.random.uniform(0.05, 0.3))
    assert ends > 20  # of ten connections at least


def lose(scene, _):
    """PostgreSQL is killed, stays away for a while, and is started again by its operator."""
    scene.victim.database.kill()
    time.sleep(FAULT_SECONDS)
    scene.victim.database.start()


def slice_up(scene, proxy):
    go_on(scene, proxy, "slice")


def delay(scene, proxy):
    go_on(scene, proxy, "delay")


def go_on(scene, proxy, mode):
    answers = scene.traffic.answers()
    proxy.set(mode)
    time.sleep(FAULT_SECONDS)
    assert scene.traffic.answers() > answers


def test_faults_between_server_and_database():
    with Scene(ProxiedVictim) as scene:
        scene.begin()
        for _ in range(ROUNDS):
            for fault in (refuse, stall, cut, lose, slice_up, delay):
                scene.fault(fault.__name__)
                began = time.monotonic()
                fault(scene, scene.victim.proxy)
                scene.fault("pass")
                scene.victim.proxy.set("pass")
                scene.traffic.wait_for_answers(ANSWERS_AFTERWARDS)
                scene.victim.assert_alive()
                print(f"{fault.__name__}: served again after {time.monotonic() - began:.2f} s")
        scene.end()
