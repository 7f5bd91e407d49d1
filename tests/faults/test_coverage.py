"""Which test shows what is right for each fault of the catalogue (../shared/FAULTS.md, parts 2.1 to 2.6), by number."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
CONNECTION, REDIRECTS, REPLIES = "news/test_web_connection.py", "news/test_web_redirects.py", "news/test_web_replies.py"
MANNERS, PROXY, MEMORY = "news/test_web_manners.py", "news/test_web_proxy.py", "news/test_web_memory.py"
FEEDS, PAGES, LYING = "flows/test_hostile_feeds.py", "flows/test_hostile_pages.py", "flows/test_lying_servers.py"
ENDS, PAGE_ENDS = (
    f"{FEEDS}::test_a_source_ends_as_it_should",
    f"{PAGES}::test_a_page_ends_as_it_should",
)
SHOWN: dict[int, tuple[str, ...]] = {
    1: (f"{CONNECTION}::test_a_name_that_does_not_exist_is_told_from_one_that_nobody_could_look_up",),
    2: (
        "marsad/test_run.py::test_a_network_that_is_down_is_told_once_and_held_against_nobody",
        "storage/test_health.py::test_a_run_without_a_network_says_nothing_of_a_source",
    ),
    3: (f"{CONNECTION}::test_a_refused_connection_is_tried_twice_and_no_more",),
    4: (
        f"{CONNECTION}::test_a_reset_at_accept_is_tried_twice_and_no_more",
        f"{CONNECTION}::test_a_reset_instead_of_a_reply_is_tried_twice_and_no_more",
    ),
    5: (
        f"{CONNECTION}::test_a_host_that_hangs_keeps_no_other_host_waiting",
        f"{CONNECTION}::test_a_slot_is_free_again_after_a_hang",
    ),
    6: (f"{CONNECTION}::test_a_server_that_never_comes_to_an_end_is_left_at_the_deadline",),
    7: (
        f"{CONNECTION}::test_a_bad_certificate_is_refused_and_the_detail_says_why",
        f"{CONNECTION}::test_a_certificate_for_another_name_is_refused",
        f"{CONNECTION}::test_an_unknown_authority_is_refused",
    ),
    8: (
        f"{CONNECTION}::test_a_handshake_that_never_ends_is_left_at_the_deadline",
        f"{CONNECTION}::test_plain_text_on_a_tls_port_is_tls",
    ),
    9: (f"{CONNECTION}::test_a_step_down_from_https_to_http_is_recorded_and_carries_no_credentials",),
    10: (
        f"{CONNECTION}::test_the_time_of_fetching_is_ours_whatever_the_server_says",
        "flows/test_consistency.py::test_a_clock_that_was_ahead_stops_nothing_once_it_came_back",
    ),
    11: (
        "flows/test_cycle.py::test_a_second_run_at_the_same_time_says_who_is_at_work",
        "marsad/test_run.py::test_a_second_run_says_who_is_at_work_and_since_when",
    ),
    12: ("flows/test_rhythm.py::test_a_window_that_rolled_on_unseen_is_a_gap",),
    13: (f"{REDIRECTS}::test_redirects_end_after_eight",),
    14: (f"{REDIRECTS}::test_a_redirect_to_an_internal_address_is_blocked",),
    15: (f"{REDIRECTS}::test_this_machine_is_blocked_in_every_spelling",),
    16: (f"{REDIRECTS}::test_addresses_that_are_never_asked_for",),
    17: (f"{REDIRECTS}::test_a_redirect_to_what_is_no_web_page_is_blocked",),
    18: (f"{REDIRECTS}::test_the_address_that_was_checked_is_the_one_that_is_dialled",),
    19: (
        f"{FEEDS}::test_no_source_leads_inside_this_machine",
        f"{FEEDS}::test_an_item_without_an_address_to_follow_is_a_row_with_its_reason",
    ),
    20: ("news/test_address.py::test_addresses_that_are_not_the_public_internet",),
    21: (
        f"{REDIRECTS}::test_proxies_and_credentials_of_the_environment_are_ignored",
        f"{PROXY}::test_the_gate_for_addresses_and_ports_stands_before_the_proxy",
    ),
    22: (
        f"{REDIRECTS}::test_headers_of_a_source_go_to_its_origin_and_nowhere_else",
        f"{REDIRECTS}::test_cookies_are_never_sent_back",
    ),
    23: (
        f"{REDIRECTS}::test_a_redirect_without_an_address_is_a_failure_and_its_body_no_page",
        f"{REDIRECTS}::test_a_line_break_in_a_redirect_adds_no_header",
        f"{REDIRECTS}::test_raw_bytes_in_a_redirect_are_asked_for_as_they_are",
    ),
    24: (f"{REDIRECTS}::test_a_meta_refresh_is_not_followed", f"{REDIRECTS}::test_a_cookie_loop_ends", PAGE_ENDS),
    25: ("flows/test_discover.py::test_a_source_that_moved_for_good_is_followed_and_said_so",),
    26: (f"{REPLIES}::test_a_status_other_than_200_is_never_a_page", ENDS, PAGE_ENDS),
    27: (
        f"{REPLIES}::test_the_wait_that_a_server_asks_for_is_told_and_not_slept",
        "flows/test_rhythm.py::test_a_server_that_asks_for_time_gets_it_across_runs",
    ),
    28: (f"{LYING}::test_what_a_feed_names_after_failures_is_stored_once",),
    29: (
        f"{LYING}::test_a_server_that_says_not_modified_for_ever_is_asked_in_full_once_a_day",
        f"{REPLIES}::test_a_304_that_was_not_asked_for_is_a_failure",
    ),
    30: (f"{REPLIES}::test_a_body_that_is_cut_off_is_tried_again_and_never_taken",),
    31: (f"{REPLIES}::test_a_reply_that_is_not_what_it_should_be_is_a_failure_with_its_reason",),
    32: (
        f"{REPLIES}::test_all_members_of_a_gzip_are_one_body",
        f"{REPLIES}::test_a_gzip_without_a_label_is_taken_as_the_bytes_it_is",
    ),
    33: (f"{MEMORY}::test_a_bomb_takes_no_more_memory_than_its_limit_and_64_mb", ENDS),
    34: (f"{REPLIES}::test_only_gzip_is_offered", ENDS),
    35: (f"{REPLIES}::test_headers_may_take_64_kib", ENDS),
    36: (
        f"{REPLIES}::test_a_second_reply_behind_the_first_is_nobodys",
        f"{REPLIES}::test_a_body_longer_than_it_says_is_cut_off_and_never_taken",
    ),
    37: (f"{REPLIES}::test_a_reply_that_is_not_what_it_should_be_is_a_failure_with_its_reason",),
    38: (f"{REDIRECTS}::test_cookies_are_never_sent_back",),
    39: (ENDS, PAGE_ENDS),
    40: (f"{REPLIES}::test_what_is_no_page_is_known_by_its_bytes_whatever_its_label", PAGE_ENDS),
    41: (
        "news/test_robots.py::test_paths",
        "news/test_robots.py::test_groups",
        f"{FEEDS}::test_rules_are_kept_or_waited_for",
    ),
    42: (f"{MANNERS}::test_rules_that_cannot_be_had_allow_nothing",),
    43: (f"{MANNERS}::test_without_rules_everything_is_allowed", f"{MANNERS}::test_a_server_in_trouble_is_left_alone"),
    44: (
        f"{MANNERS}::test_of_rules_without_end_the_beginning_counts",
        f"{MANNERS}::test_rules_are_followed_over_five_redirects",
        f"{MANNERS}::test_rules_lead_to_no_internal_address",
    ),
    45: ("news/test_robots.py::test_a_delay_is_capped_and_nonsense_is_none",),
    46: (
        f"{MANNERS}::test_at_most_two_connections_to_a_host_and_a_pause_between_requests",
        f"{MANNERS}::test_who_we_are_is_said_with_a_contact",
    ),
    47: (ENDS,),
    48: (f"{FEEDS}::test_no_source_leads_inside_this_machine",),
    49: ("news/test_pool.py::test_a_feed_made_to_exhaust_ends_with_a_reason_and_the_next_one_is_read", ENDS),
    50: (f"{FEEDS}::test_how_many_items_of_a_cut_or_torn_feed_were_taken_is_told", ENDS),
    51: (ENDS,),
    52: (ENDS, "flows/test_discover.py::test_a_page_where_a_feed_was_is_a_failure_and_not_a_front_page"),
    53: (ENDS,),
    54: (ENDS,),
    55: (f"{FEEDS}::test_what_was_decoded_is_arabic",),
    56: ("flows/test_aliases.py::test_one_id_for_different_items_keeps_them_apart",),
    57: (
        f"{LYING}::test_what_changes_at_each_visit_but_the_article_is_no_new_article",
        "flows/test_aliases.py::test_an_address_that_changes_with_every_answer_is_one_article_and_asked_for_once",
    ),
    58: (ENDS, f"{FEEDS}::test_every_item_is_counted_once"),
    59: ("news/test_url.py::test_spellings_and_twins_of_one_page_have_one_key", ENDS),
    60: (f"{FEEDS}::test_dates_that_cannot_be_are_none",),
    61: (
        "news/test_dates.py::test_one_instant_in_six_zones_is_one_instant_and_the_day_that_each_prints",
        "news/test_dates.py::test_dates_do_not_depend_on_the_zone_of_the_process",
    ),
    62: ("flows/test_rhythm.py::test_a_window_that_rolled_on_unseen_is_a_gap",),
    63: (
        f"{LYING}::test_items_in_another_order_are_no_news_and_one_of_an_older_date_is",
        f"{LYING}::test_what_changes_at_each_visit_but_the_article_is_no_new_article",
    ),
    64: (ENDS,),
    65: (
        "flows/test_discover.py::test_an_index_of_itself_ends",
        f"{REPLIES}::test_a_sitemap_may_be_longer_than_a_feed",
        ENDS,
    ),
    66: (PAGE_ENDS,),
    67: ("news/test_page_worker.py::test_a_costly_page_ends_alone_and_the_next_is_read",),
    68: (PAGE_ENDS,),
    69: ("news/test_page.py::test_letters_are_right_whatever_the_labels_say", PAGE_ENDS),
    70: (f"{PAGES}::test_what_is_stored_is_clean_and_whole",),
    71: (f"{PAGES}::test_a_page_is_what_its_feed_calls_it_and_where_it_was_fetched",),
    72: (f"{PAGES}::test_a_page_is_what_its_feed_calls_it_and_where_it_was_fetched", PAGE_ENDS),
    73: ("flows/test_cycle.py::test_a_copy_is_kept_and_linked_to_the_one_seen_first",),
    74: (
        PAGE_ENDS,
        f"{LYING}::test_a_site_that_shows_walls_for_its_pages_is_said_to_keep_us_out",
        "news/test_page_walls.py::test_a_wall_has_its_reason",
    ),
    75: ("news/test_page.py::test_a_paywalls_stub_is_a_teaser", PAGE_ENDS),
    76: ("flows/test_cycle.py::test_a_copy_is_kept_and_linked_to_the_one_seen_first",),
    77: ("news/test_page.py::test_a_page_read_again_is_read_the_same",),
    78: ("flows/test_cycle.py::test_a_changed_text_is_a_new_version_and_no_new_article",),
    79: (f"{PAGES}::test_a_page_is_what_its_feed_calls_it_and_where_it_was_fetched",),
    80: (
        "news/test_page.py::test_hidden_text_is_not_read",
        f"{LYING}::test_a_name_that_floods_a_page_is_stored_a_thousand_times_and_the_rest_counted",
    ),
    81: ("news/test_scripts.py::test_a_name_is_found_whatever_marks_and_dashes_stand_at_its_joints",),
    82: ("news/test_hijri.py::test_a_hijri_day_is_the_gregorian_one_give_or_take_a_day",),
}


def test_every_fault_has_its_test() -> None:
    assert list(SHOWN) == list(range(1, 83))


@pytest.mark.parametrize("file", sorted({test.partition("::")[0] for tests in SHOWN.values() for test in tests}))
def test_the_tests_that_are_named_exist(file: str) -> None:
    named = {test.partition("::")[2] for tests in SHOWN.values() for test in tests if test.startswith(f"{file}::")}
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    assert named <= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
