"""Towns and organisations of the known world: each is one entity."""

from __future__ import annotations

from news.spelling.scripts import fold_name
from news.world import known_world as world
from news.world.bodies import BODIES
from news.world.cities import CITIES
from news.world.clubs import CLUBS
from news.world.companies import COMPANIES
from news.world.media import MEDIA
from news.world.organisations import ORGANISATIONS
from news.world.places import PLACES
from news.world.provinces import PROVINCES


def test_every_town_is_in_the_gazetteer() -> None:
    gazetteer = world._gazetteer()
    assert [town[:2] for town in CITIES if (world._plain(town[0]), town[1]) not in gazetteer] == []


def test_no_region_or_organisation_has_the_name_of_another_entity() -> None:
    ours = {f"region:{slug}" for slug in PLACES | PROVINCES}
    ours |= {f"org:{slug}" for slug in ORGANISATIONS | BODIES | MEDIA | COMPANIES | CLUBS}
    owners: dict[str, set[str]] = {}
    for entity in world.known_world():
        for name in entity.names:
            owners.setdefault(fold_name(name.name), set()).add(entity.entity_id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1 and ids & ours} == {}
