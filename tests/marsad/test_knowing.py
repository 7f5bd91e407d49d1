"""Who is known: the commands that read again and take in names."""

from __future__ import annotations

import fcntl

from tests.flows.conftest import OTHER, TOPIC
from tests.marsad.conftest import Desk, one_line

BAKERY = '[[entity]]\nid = "bakery"\nkind = "organisation"\nnames = ["The bakery"]\n'
MENTIONS = "SELECT count(*) FROM mentions WHERE entity_id = 'bakery'"


def test_an_entity_added_later_is_found_in_older_texts_after_a_replay(desk: Desk) -> None:
    desk.publish(("topic", "13", TOPIC), ("other", "13", OTHER))
    assert "marsad replay" not in desk.marsad("run").stdout
    desk.configure(BAKERY)
    assert "2 articles were read with other names or rules than today's: `marsad replay`" in desk.marsad("run").stdout
    assert desk.sql(MENTIONS) == "0"
    done = desk.marsad("replay")
    assert done.returncode == 0, done.stderr
    assert "2 of 2 texts read again" in done.stderr
    assert done.stdout.startswith("2 texts read again in ")
    assert desk.sql(MENTIONS) == "1"
    again = desk.marsad("replay")
    assert again.returncode == 0
    assert again.stdout == "nothing to do: every stored text was read with today's names and rules\n"


def test_a_replay_beside_a_run_leaves_it_the_field(desk: Desk) -> None:
    assert desk.marsad("run").returncode == 0
    with (desk.folder / "data/run.lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = desk.marsad("replay")
    assert done.returncode == 0
    assert done.stdout.startswith("already running (pid ")


def test_a_replay_of_nothing_says_how_there_comes_something(desk: Desk) -> None:
    done = desk.marsad("replay")
    assert done.returncode != 0
    assert "`marsad run`" in one_line(done)
