"""Who is known: the commands that read again and take in names."""

from __future__ import annotations

import fcntl
import json

from tests.faults.server import FaultServer
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


LIST = "id,kind,name\nbakery,organisation,The Bakery\nsmith,person,John Smith|Smith\nrobot,robot,Robbie\n"


def test_a_list_is_imported_shown_and_looked_for(desk: Desk) -> None:
    (desk.folder / "people.csv").write_text(LIST, encoding="utf-8")
    dry = desk.marsad("entities", "import", "people.csv", "--dry-run")
    assert dry.returncode == 0, dry.stderr
    told = "import from people.csv (csv): 2 entities (1 organisation, 1 person), 3 names, 1 too common"
    assert dry.stdout == f"would {told}\n"
    assert "people.csv: line 4: kind 'robot' is none of person" in one_line(dry)
    done = desk.marsad("entities", "import", "people.csv")
    assert done.stdout.startswith(told.replace("import", "imported", 1))
    assert "`marsad replay` finds them in older texts" in done.stdout
    shown = desk.marsad("entities", "show", "smith").stdout
    assert "import:people.csv" in shown
    assert "too common to be looked for" in shown
    desk.publish(("topic", "13", TOPIC), ("other", "13", OTHER))
    desk.marsad("run")
    assert desk.sql(MENTIONS) == "1"
    assert "bakery" in desk.marsad("entities", "list", "bakery").stdout
    assert desk.marsad("check").returncode == 0


def test_items_of_wikidata_are_fetched_by_id_or_by_a_file_of_ids(desk: Desk) -> None:
    item = {"id": "Q1", "labels": {"en": {"value": "The Bakery"}}, "claims": {"P571": [1]}}
    gone = {"id": "Q2", "missing": ""}
    with FaultServer() as server:
        server.pages["/w/api.php"] = json.dumps({"entities": {"Q1": item, "Q2": gone}}).encode()
        address = f'contact = "desk@example.org"\nwikidata = "{server.url("/w/api.php")}"\n'
        desk.configure(fetch=address, hosts=[server.host])
        done = desk.marsad("entities", "import", "Q1", "q2", "--quiet")
        assert done.returncode == 0, done.stderr
        assert one_line(done) == "marsad: Q2: there is no such item, or it was deleted"
        assert done.stdout.startswith("imported from wikidata (wikidata): 1 entities (1 organisation), 1 names")
        (desk.folder / "ids.txt").write_text("# ours\nQ1 The Bakery\n", encoding="utf-8")
        assert "would import from ids.txt" in desk.marsad("entities", "import", "ids.txt", "--dry-run").stdout
        assert desk.sql("SELECT DISTINCT origin FROM imported_names") == "import:wikidata"
    wrong = desk.marsad("entities", "import", "Q1", "ids.txt")
    assert (wrong.returncode, "'ids.txt': give one file, or ids" in one_line(wrong)) == (2, True)


def test_a_file_that_is_no_list_is_refused_in_one_line(desk: Desk) -> None:
    for name, content in (("a.xml", "<html>"), ("b.csv", "x;y\n"), ("c.json.gz", "\x1f\x8b")):
        (desk.folder / name).write_bytes(content.encode("latin-1"))
        done = desk.marsad("entities", "import", name)
        assert done.returncode == 2
        assert name in one_line(done)
    assert desk.marsad("entities", "import", "nothing.csv").returncode == 2
