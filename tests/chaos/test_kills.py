"""kill -9 of the server, of PostgreSQL and of single sessions of it, at seeded moments while relay,
sealer, deliveries, sagas and jobs are busy: nothing acknowledged is lost, nothing is done twice."""

import os
import signal
import time

from scene import LONG, Scene

KILLS_EACH = 25 if LONG else 2
SESSIONS = ("sangam_app", "sangam_lane", "sangam_relay")


def kill_server(scene):
    scene.victim.kill_server()


def kill_postgres(scene):
    scene.victim.kill_postgres()


def kill_session(scene):
    """PostgreSQL takes a killed session for damage: it ends all the others and recovers."""
    role = scene.random.choice(SESSIONS)
    sessions = scene.victim.database_sessions(role)
    if sessions:  # none just after another kill
        os.kill(scene.random.choice(sessions), signal.SIGKILL)


def test_kills_under_traffic():
    with Scene() as scene:
        scene.begin()
        kills = [kill_server, kill_postgres, kill_session] * KILLS_EACH
        scene.random.shuffle(kills)
        for kill in kills:
            time.sleep(scene.random.uniform(0.0, 0.6))
            scene.fault(kill.__name__)
            began = time.monotonic()
            kill(scene)
            scene.traffic.wait_for_answers(15)
            scene.victim.assert_alive()
            print(f"{kill.__name__}: served again after {time.monotonic() - began:.2f} s")
        scene.end()
