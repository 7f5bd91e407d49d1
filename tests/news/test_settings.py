from __future__ import annotations

import ssl
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from flows.knowledge import learn
from marsad.workspace import make_workspace
from news.comparing.likeness import DEFAULT_THRESHOLD
from news.configuring.settings import Settings, examples_of, find_settings, load_settings, source_headers
from news.errors import SettingsError
from news.naming.told import Told
from news.parsing.pool import Pool
from tests.conftest import NOW

WATCH = '[[watch]]\nname = "w"\nexamples = ["a.txt"]\n'
SOURCE = '[[source]]\nname = "S"\nurl = "https://example.org/rss"\n'
LEAST = WATCH + SOURCE
ENTITY = '[[entity]]\nid = "kim"\nkind = "person"\nnames = ["Kim Jong Un"]\n'
ALERT = '[[alert]]\nname = "a"\nkind = "digest"\nto = ["desk@example.org"]\n'

EVERYTHING = """
[storage]
directory = "kept"
keep_pages_days = 30
[fetch]
contact = "desk@example.org"
per_host_pause = 2
cycle_deadline = "90s"
allow_hosts = ["example.org", "127.0.0.1:8080", "[::1]:8080", "[::1]"]
proxy = "http://user:secret@proxy.example.org:3128"
wikidata = "https://mirror.example.org/w/api.php"
[schedule]
cron = "*/5 * * * *"
timezone = "Asia/Beirut"
port = 4300
[mail]
host = "smtp.example.org"
port = 465
security = "tls"
username = "desk"
password_env = "PASS"
sender = "m@example.org"
[[watch]]
name = "arms-talks"
examples = ["a.txt", "*.txt"]
threshold = 0.35
[[source]]
name = "Example"
url = "https://example.org/rss"
outlet = "The Example"
language = "ar"
watches = ["arms-talks"]
headers = { Authorization = "EXAMPLE_TOKEN" }
enabled = false
[[entity]]
id = "kim-jong-un"
kind = "person"
names = ["كيم جونغ أون", "Kim Jong Un"]
[[alert]]
name = "kim-often"
kind = "threshold"
count = 5
days = 0.5
watch = "arms-talks"
entities = ["kim-jong-un"]
to = ["desk@example.org", "other@example.org"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("An article about a treaty.", encoding="utf-8")
    return tmp_path


def load(folder: Path, text: str) -> Settings:
    (folder / "marsad.toml").write_text(text, encoding="utf-8")
    return load_settings(folder / "marsad.toml")


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        load(folder, text)
    return line_of(caught.value)


def line_of(error: SettingsError) -> str:
    line = str(error)
    assert "\n" not in line
    assert error.exit_code == 2
    return line


def test_one_watch_and_one_source_are_enough_and_the_rest_has_the_documented_defaults(folder: Path) -> None:
    settings = load(folder, LEAST)
    assert settings.storage.model_dump() == {"directory": Path("data"), "keep_pages_days": 90}
    assert settings.fetch.model_dump() == {
        "contact": "",
        "per_host_pause": 1.0,
        "cycle_deadline": 50 * 60,
        "allow_hosts": (),
        "proxy": "",
        "ca_file": "",
        "wikidata": "https://www.wikidata.org/w/api.php",
    }
    assert settings.schedule.model_dump() == {"cron": "7 * * * *", "timezone": "UTC", "port": 4200}
    assert settings.mail is None
    assert settings.watch[0].model_dump() == {"name": "w", "examples": ("a.txt",), "threshold": None}
    assert settings.source[0].model_dump() == {
        "name": "S",
        "url": "https://example.org/rss",
        "outlet": "",
        "language": "",
        "watches": (),
        "headers": {},
        "enabled": True,
    }
    assert (settings.entity, settings.alert) == ((), ())


def test_a_model_needs_its_folder_only(folder: Path) -> None:
    ner = load(folder, LEAST + '[ner]\nmodel = "m"\n').ner
    assert ner is not None
    assert ner.model_dump() == {"model": Path("m"), "labels": {}, "threshold": 0.5, "batch": 8, "threads": 1}


def test_mail_needs_no_key_of_its_own(folder: Path) -> None:
    mail = load(folder, LEAST + "[mail]\n").mail
    assert mail is not None
    assert mail.model_dump() == {
        "host": "127.0.0.1",
        "port": 25,
        "security": "starttls",
        "username": "",
        "password_env": "MARSAD_SMTP_PASSWORD",
        "sender": "marsad@example.org",
    }


def test_an_alert_counts_one_article_in_one_day_of_every_watch_and_entity_unless_told(folder: Path) -> None:
    alert = load(folder, LEAST + ALERT).alert[0]
    assert (alert.count, alert.days, alert.watch, alert.entities) == (1, 1.0, None, ())


def test_a_header_whose_variable_is_not_set_is_named_with_file_and_key(folder: Path) -> None:
    settings = load(folder, LEAST + 'headers = { Authorization = "EXAMPLE_TOKEN" }\n')
    assert source_headers(settings, {"EXAMPLE_TOKEN": "x"}) == {"S": {"Authorization": "x"}}
    with pytest.raises(
        SettingsError, match=r"source\[0\].headers.Authorization: the environment variable EXAMPLE_TOKEN"
    ):
        source_headers(settings, {})


def test_every_key_is_read(folder: Path) -> None:
    settings = load(folder, EVERYTHING)
    raw = tomllib.loads(EVERYTHING)
    for table in ("storage", "schedule", "mail"):
        assert getattr(settings, table).model_dump(mode="json") == raw[table]
    assert settings.fetch.model_dump(mode="json") == raw["fetch"] | {"cycle_deadline": 90, "ca_file": ""}
    for table in ("watch", "source", "entity", "alert"):
        assert [one.model_dump(mode="json") for one in getattr(settings, table)] == raw[table]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [('"90s"', 90), ('"50m"', 3000), ('"1h"', 3600), ('"1.5h"', 5400), ('"1d"', 86400), ("7", 7)],
)
def test_a_duration_is_a_number_with_its_unit_or_seconds(folder: Path, written: str, seconds: float) -> None:
    assert load(folder, f"[fetch]\ncycle_deadline = {written}\n{LEAST}").fetch.cycle_deadline == seconds


UNKNOWN_KEYS = [
    ("fetchh = 1\n" + LEAST, "fetchh", "'fetch'"),
    ("[storage]\ndirectry = 'x'\n" + LEAST, "storage.directry", "'directory'"),
    ("[fetch]\nper-host-pause = 1\n" + LEAST, "fetch.per-host-pause", "'per_host_pause'"),
    ("[schedule]\nchron = '7 * * * *'\n" + LEAST, "schedule.chron", "'cron'"),
    ("[mail]\npassword = 'x'\n" + LEAST, "mail.password", "'password_env'"),
    (LEAST + "treshold = 0.1\n", "source[0].treshold", ""),
    (SOURCE + WATCH + "treshold = 0.1\n", "watch[0].treshold", "'threshold'"),
    (LEAST + SOURCE.replace("S", "T") + "lang = 'ar'\n", "source[1].lang", "'language'"),
    (LEAST + ENTITY + "name = 'x'\n", "entity[0].name", "'names'"),
    (LEAST + ALERT + "recipients = []\n", "alert[0].recipients", "'"),
    ("path = 'x'\n" + LEAST, "path", "'"),
    ("'strange key' = 1\n" + LEAST, "strange key", "'"),
]


@pytest.mark.parametrize(("text", "key", "near"), UNKNOWN_KEYS, ids=[key for _, key, _ in UNKNOWN_KEYS])
def test_an_unknown_key_is_refused_by_name_with_the_nearest_known_one(
    folder: Path, text: str, key: str, near: str
) -> None:
    line = complaint(folder, text)
    assert line.startswith(f"{folder / 'marsad.toml'}: {key}: unknown key; the nearest known one is '")
    assert f"nearest known one is {near}" in line


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("treshold", "'treshold': is not an alert kind; the nearest known one is 'threshold'"),
        ("digests", "'digests': is not an alert kind; the nearest known one is 'digest'"),
    ],
)
def test_an_unknown_alert_kind_is_refused_by_name_with_the_nearest_known_one(
    folder: Path, kind: str, said: str
) -> None:
    assert f"alert[0].kind: {said}" in complaint(folder, LEAST + ALERT.replace("digest", kind))


BAD = [
    (LEAST + 'headers = { "no name" = "X" }\n', 'not the name of a header, such as "Authorization"'),
    (LEAST + 'headers = { Authorization = "Bearer secret" }\n', "not the name of an environment variable"),
    # what is missing
    ("", "watch: at least one [[watch]] is needed"),
    (SOURCE, "watch: at least one [[watch]] is needed"),
    (WATCH, "source: at least one [[source]] is needed"),
    ("watch = []\n" + SOURCE, "watch: at least one [[watch]] is needed"),
    ("[[watch]]\nname = 'w'\n" + SOURCE, "watch[0].examples: is needed"),
    (WATCH + "[[source]]\nname = 'S'\n", "source[0].url: is needed"),
    (WATCH + "[[source]]\nurl = 'https://example.org/'\n", "source[0].name: is needed"),
    (LEAST + "[[entity]]\nid = 'x'\nkind = 'person'\n", "entity[0].names: is needed"),
    (LEAST + "[[alert]]\nname = 'x'\nkind = 'digest'\n", "alert[0].to: is needed"),
    # the wrong kind of table
    ("[watch]\nname = 'w'\n" + SOURCE, "watch: a table: write [[watch]], with two brackets"),
    ("[[storage]]\n" + LEAST, "storage: a list: write [storage], once and with one bracket"),
    ("fetch = 5\n" + LEAST, "fetch: 5: write [fetch], once and with one bracket"),
    ("source = ['https://example.org/rss']\n" + WATCH, "source[0]: 'https://example.org/rss': write [[source]]"),
    # what stands twice
    (LEAST + SOURCE, "source[1].name: 'S': stands twice"),
    (WATCH + LEAST, "watch[1].name: 'w': stands twice"),
    (LEAST + SOURCE.replace('"S"', '" S "'), "source[1].name: 'S': stands twice"),
    (LEAST + ALERT + ALERT, "alert[1].name: 'a': stands twice"),
    (LEAST + ENTITY + ENTITY, "entity[1].id: 'kim': stands twice"),
    # storage
    ("[storage]\ndirectory = ''\n" + LEAST, "storage.directory: '': not a folder"),
    ("[storage]\ndirectory = 5\n" + LEAST, "storage.directory: 5: not a folder"),
    ("[storage]\nkeep_pages_days = 0\n" + LEAST, "storage.keep_pages_days: 0: should be greater than or equal to 1"),
    ("[storage]\nkeep_pages_days = 10_000_000_000\n" + LEAST, "storage.keep_pages_days: 10000000000: should be less"),
    ("[storage]\nkeep_pages_days = '90'\n" + LEAST, "storage.keep_pages_days: '90': should be a valid integer"),
    # fetch
    ("[fetch]\nper_host_pause = -1\n" + LEAST, "fetch.per_host_pause: -1: should be greater than or equal to 0"),
    ("[fetch]\nper_host_pause = nan\n" + LEAST, "fetch.per_host_pause: nan: should be"),
    ("[fetch]\nper_host_pause = inf\n" + LEAST, "fetch.per_host_pause: inf: should be"),
    ("[fetch]\nper_host_pause = true\n" + LEAST, "fetch.per_host_pause: true: should be a valid number"),
    ("[fetch]\ncycle_deadline = '50 minutes'\n" + LEAST, "fetch.cycle_deadline: '50 minutes': write a time as"),
    ("[fetch]\ncycle_deadline = '0s'\n" + LEAST, "fetch.cycle_deadline: '0s': should be greater than 0"),
    ("[fetch]\ncycle_deadline = '-5m'\n" + LEAST, "fetch.cycle_deadline: '-5m': write a time as"),
    ("[fetch]\ncycle_deadline = true\n" + LEAST, "fetch.cycle_deadline: true: write a time as"),
    ("[fetch]\ncycle_deadline = '900d'\n" + LEAST, "fetch.cycle_deadline: '900d': should be less"),
    ("[fetch]\ncontact = 'مكتب'\n" + LEAST, "fetch.contact: 'مكتب': goes into a header"),
    ('[fetch]\ncontact = "a\\r\\nCookie: x"\n' + LEAST, "fetch.contact: 'a\\r\\nCookie: x': goes into a header"),
    ("[fetch]\nproxy = 'proxy:3128'\n" + LEAST, "fetch.proxy: 'proxy:3128': not the address of a proxy"),
    ("[fetch]\nproxy = 'ftp://proxy'\n" + LEAST, "fetch.proxy: 'ftp://proxy': not the address of a proxy"),
    ("[fetch]\nca_file = 'none.pem'\n" + LEAST, "fetch.ca_file: 'none.pem': no such file ("),
    ("[fetch]\nca_file = 'a.txt'\n" + LEAST, "fetch.ca_file: 'a.txt': holds no certificate in PEM form ("),
    ("[fetch]\nca_file = '.'\n" + LEAST, "fetch.ca_file: '.': no such file ("),
    ("[fetch]\nallow_hosts = 'example.org'\n" + LEAST, "fetch.allow_hosts: 'example.org': should be a list"),
    # schedule
    ("[schedule]\ncron = 'hourly'\n" + LEAST, "schedule.cron: 'hourly': not a cron line"),
    ("[schedule]\ncron = '61 * * * *'\n" + LEAST, "schedule.cron: '61 * * * *': not a cron line"),
    ("[schedule]\ncron = '7 * * * * *'\n" + LEAST, "schedule.cron: '7 * * * * *': not a cron line"),
    (
        "[schedule]\ntimezone = 'Asia/Beiruth'\n" + LEAST,
        "'Asia/Beiruth': not a known time zone; the nearest known one is",
    ),
    ("[schedule]\ntimezone = ''\n" + LEAST, "schedule.timezone: '': not a known time zone"),
    ("[schedule]\ntimezone = '../etc/passwd'\n" + LEAST, "schedule.timezone: '../etc/passwd': not a known time zone"),
    ("[schedule]\ntimezone = 'Asia'\n" + LEAST, "schedule.timezone: 'Asia': not a known time zone"),
    ("[schedule]\nport = 0\n" + LEAST, "schedule.port: 0: should be greater than or equal to 1"),
    ("[schedule]\nport = 65536\n" + LEAST, "schedule.port: 65536: should be less than or equal to 65535"),
    ("[schedule]\nport = '4200'\n" + LEAST, "schedule.port: '4200': should be a valid integer"),
    # mail
    ("[mail]\nhost = 'smtp.example.org:587'\n" + LEAST, "mail.host: 'smtp.example.org:587': not a host"),
    ("[mail]\nhost = ''\n" + LEAST, "mail.host: '': not a host"),
    ("[mail]\nport = 70000\n" + LEAST, "mail.port: 70000: should be less than or equal to 65535"),
    ("[mail]\nsecurity = 'ssl'\n" + LEAST, "mail.security: 'ssl': should be 'none', 'starttls' or 'tls'"),
    ("[mail]\nsender = 'desk'\n" + LEAST, "mail.sender: 'desk': not a mail address"),
    ("[mail]\nsender = 'Desk <d@example.org>'\n" + LEAST, "mail.sender: 'Desk <d@example.org>': not a mail address"),
    # ner
    (LEAST + "[ner]\n", "ner.model: is needed"),
    (LEAST + "[ner]\nmodel = ''\n", "ner.model: '': not a folder"),
    (LEAST + "[ner]\nmodel = 'm'\nbatch = 0\n", "ner.batch: 0: should be greater than or equal to 1"),
    (LEAST + "[ner]\nmodel = 'm'\nthreads = '2'\n", "ner.threads: '2': should be a valid integer"),
    (LEAST + "[ner]\nmodel = 'm'\nthreshold = 2\n", "ner.threshold: 2: should be less than or equal to 1"),
    (LEAST + "[ner]\nmodel = 'm'\nlabels = { PER = 'people' }\n", "ner.labels.PER: 'people': should be 'person'"),
    (LEAST + "[ner]\nmodell = 'm'\n", "ner.model"),
    (LEAST + "[[ner]]\nmodel = 'm'\n", "ner: a list: write [ner], once and with one bracket"),
    # watch
    (SOURCE + WATCH + "threshold = 1.5\n", "watch[0].threshold: 1.5: should be less than or equal to 1"),
    (SOURCE + WATCH + "threshold = -0.1\n", "watch[0].threshold: -0.1: should be greater than or equal to 0"),
    (SOURCE + WATCH + "threshold = nan\n", "watch[0].threshold: nan: should be"),
    (SOURCE + WATCH + "threshold = '0.3'\n", "watch[0].threshold: '0.3': should be a valid number"),
    (SOURCE + WATCH.replace('"w"', '" "'), "watch[0].name: ' ': should have at least 1 character"),
    (SOURCE + WATCH.replace('"w"', '"a\\nb"'), "watch[0].name: 'a\\nb': has a line break"),
    (SOURCE + WATCH.replace('["a.txt"]', "[]"), "watch[0].examples: a list: should have at least 1 item"),
    (SOURCE + WATCH.replace("a.txt", "b/*.txt"), "watch[0].examples[0]: 'b/*.txt': no file matches in "),
    (SOURCE + WATCH.replace("a.txt", "**.txt"), "watch[0].examples[0]: '**.txt': "),
    (SOURCE + WATCH.replace("a.txt", "/"), "watch[0].examples[0]: '/': "),
    (SOURCE + WATCH.replace("a.txt", "."), "watch[0].examples[0]: '.': "),
    (SOURCE + WATCH.replace("a.txt", "../none.txt"), "watch[0].examples[0]: '../none.txt': no file matches"),
    # source
    (WATCH + SOURCE.replace("https://", "ftp://"), "source[0].url: 'ftp://example.org/rss': not an http or https"),
    (WATCH + SOURCE.replace("https://", ""), "source[0].url: 'example.org/rss': not an http or https"),
    (WATCH + SOURCE.replace("example.org", ""), "source[0].url: 'https:///rss': not an http or https"),
    (WATCH + SOURCE.replace("example.org", "[::1"), "source[0].url: 'https://[::1/rss': not an http or https"),
    (WATCH + SOURCE.replace("example.org", "a.org:99999"), "source[0].url: 'https://a.org:99999/rss': not an http"),
    (WATCH + SOURCE.replace("/rss", "/r ss"), "source[0].url: 'https://example.org/r ss': not an http"),
    (WATCH + SOURCE + "language = 'arabic'\n", "source[0].language: 'arabic': not a language code"),
    (WATCH + SOURCE + "enabled = 'no'\n", "source[0].enabled: 'no': should be a valid boolean"),
    (WATCH + SOURCE + "watches = ['x']\n", "source[0].watches[0]: 'x': no such watch; the nearest known one is 'w'"),
    (WATCH + SOURCE + "watches = 'w'\n", "source[0].watches: 'w': should be a list"),
    # entity
    (LEAST + ENTITY.replace("person", "people"), "entity[0].kind: 'people': should be 'person', 'organisation'"),
    (LEAST + ENTITY.replace('["Kim Jong Un"]', "[]"), "entity[0].names: a list: should have at least 1 item"),
    (LEAST + ENTITY.replace("Kim Jong Un", " "), "entity[0].names[0]: ' ': should have at least 1 character"),
    # alert
    (LEAST + ALERT.replace("digest", "together"), "alert[0].entities: of a rule of kind together: two or more"),
    (LEAST + ALERT + "count = 0\n", "alert[0].count: 0: should be greater than or equal to 1"),
    (LEAST + ALERT + "count = 2.5\n", "alert[0].count: 2.5: should be a valid integer"),
    (LEAST + ALERT + "days = 0\n", "alert[0].days: 0: should be greater than 0"),
    (LEAST + ALERT + "days = 1e9\n", "alert[0].days: 1000000000.0: should be less"),
    (LEAST + ALERT + "watch = 'x'\n", "alert[0].watch: 'x': no such watch; the nearest known one is 'w'"),
    (LEAST + ALERT.replace("desk@example.org", "desk"), "alert[0].to[0]: 'desk': not a mail address"),
    (LEAST + ALERT.replace("desk@example.org", "a@b\\r\\nBcc: c@d"), "alert[0].to[0]: "),
    (LEAST + ALERT.replace('["desk@example.org"]', "[]"), "alert[0].to: a list: should have at least 1 item"),
]


@pytest.mark.parametrize(("text", "said"), BAD, ids=[said[:50] for _, said in BAD])
def test_a_wrong_value_is_named_with_file_key_and_value(folder: Path, text: str, said: str) -> None:
    line = complaint(folder, text)
    assert line.startswith(f"{folder / 'marsad.toml'}: ")
    assert said in line


@pytest.mark.parametrize(
    "host",
    ["", "http://example.org", "example.org/", "a.org:0", "a.org:65536", "a.org:x", "::1", "[::1", "[a.org]:80", "a b"],
)
def test_a_host_exception_that_could_never_hold_is_refused(folder: Path, host: str) -> None:
    line = complaint(folder, f"[fetch]\nallow_hosts = ['ok.org', '{host}']\n{LEAST}")
    assert f'fetch.allow_hosts[1]: \'{host}\': write "host", "host:port" or "[v6]:port"' in line


def test_a_host_exception_is_read_in_small_letters_as_addresses_are(folder: Path) -> None:
    settings = load(folder, f"[fetch]\nallow_hosts = ['Intranet.Example.ORG:8080']\n{LEAST}")
    assert settings.fetch.allow_hosts == ("intranet.example.org:8080",)


def test_secrets_of_a_wrong_address_are_not_shown(folder: Path) -> None:
    for text in (
        "[fetch]\nproxy = 'socks5://me:hunter2@proxy'\n" + LEAST,
        WATCH + SOURCE.replace("https://example.org/rss", "ftp://me:hunter2@example.org/?token=hunter2"),
        WATCH + SOURCE.replace("https://example.org/rss", "https://me:hunter2@[::1/"),
    ):
        assert "hunter2" not in complaint(folder, text)


@pytest.mark.parametrize(
    ("text", "line"), [("[fetch\n", 1), ("\n\n[fetch]\npause = \n", 4), ("a = 1\na = 2\n", 2), ('x = "\\q"', 1)]
)
def test_what_is_no_toml_is_named_with_its_line(folder: Path, text: str, line: int) -> None:
    assert "marsad.toml: not valid TOML: " in (said := complaint(folder, text))
    assert f"line {line}," in said or "end of document" in said


def test_toml_nested_past_all_sense_is_refused_in_one_line(folder: Path) -> None:
    assert "not valid TOML" in complaint(folder, "x = " + "[" * 5000)


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"marsad\.toml: no such file; `marsad init` makes a workspace") as caught:
        load_settings(tmp_path / "marsad.toml")
    line_of(caught.value)


def test_a_folder_in_place_of_the_file_says_what_to_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is a folder; name the configuration file in it") as caught:
        load_settings(tmp_path)
    line_of(caught.value)


def test_a_path_that_goes_through_a_file_cannot_be_read(folder: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read: Not a directory") as caught:
        load_settings(folder / "a.txt" / "marsad.toml")
    line_of(caught.value)


def test_a_link_that_points_at_itself_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "marsad.toml").symlink_to("marsad.toml")
    with pytest.raises(SettingsError, match="cannot be read: Too many levels of symbolic links") as caught:
        load_settings(tmp_path / "marsad.toml")
    line_of(caught.value)


def test_a_file_that_is_not_utf_8_is_refused_with_the_place(folder: Path) -> None:
    (folder / "marsad.toml").write_bytes("# مرصد\n".encode("windows-1256"))
    with pytest.raises(SettingsError, match="not UTF-8 at byte 2; save it as UTF-8") as caught:
        load_settings(folder / "marsad.toml")
    line_of(caught.value)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(folder: Path) -> None:
    (folder / "marsad.toml").write_bytes(b"\xef\xbb\xbf" + LEAST.replace("\n", "\r\n").encode())
    assert load_settings(folder / "marsad.toml").watch[0].name == "w"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\t", "is empty"),
        (b"%PDF-1.7\n\x00\x01\x02", "is not text"),
        ("Article".encode("utf-16"), "is not text"),
        ("مقال عن الاتفاق".encode("windows-1256"), "is not UTF-8 at byte 0"),
    ],
)
def test_an_example_that_is_no_article_is_named(folder: Path, content: bytes, said: str) -> None:
    (folder / "b.txt").write_bytes(content)
    line = complaint(folder, LEAST.replace('"a.txt"', '"a.txt", "b*"'))
    assert f"watch[0].examples[1]: 'b*': {folder / 'b.txt'} {said}" in line


def test_a_saved_page_may_be_encoded_as_it_says_itself(folder: Path) -> None:
    page = "\n<html><meta charset='windows-1256'><p>مقال عن الاتفاق</p></html>".encode("windows-1256")
    (folder / "page.html").write_bytes(page)
    settings = load(folder, LEAST.replace("a.txt", "page.html"))
    assert examples_of(settings, settings.watch[0]) == ((folder / "page.html", page),)


def test_relative_paths_are_relative_to_the_folder_of_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "ca.pem").write_text(certificate(), encoding="ascii")
    monkeypatch.chdir(folder / "elsewhere")
    settings = load(folder, f"[fetch]\nca_file = 'ca.pem'\n{LEAST}")
    assert settings.fetch.ca_file == str(folder / "ca.pem")
    assert settings.history_file == folder / "data/history.duckdb"
    assert examples_of(settings, settings.watch[0]) == ((folder / "a.txt", b"An article about a treaty."),)
    again = load_settings(Path("../marsad.toml"))
    assert (again.path, again.fetch.ca_file) == (settings.path, settings.fetch.ca_file)


def test_absolute_paths_stay(folder: Path) -> None:
    text = f"[storage]\ndirectory = '{folder}/far'\n" + LEAST.replace("a.txt", f"{folder}/*.txt")
    settings = load(folder, text)
    assert settings.directory == folder / "far"
    assert [path.name for path, _ in examples_of(settings, settings.watch[0])] == ["a.txt"]


def test_a_workspace_is_laid_out_as_documented(folder: Path) -> None:
    settings = load(folder, LEAST)
    places = (settings.history_file, settings.report_file, settings.outbox_folder, settings.archive_folder)
    assert [str(place.relative_to(folder)) for place in (*places, settings.prefect_folder)] == [
        "data/history.duckdb",
        "data/report.html",
        "data/outbox",
        "data/archive",
        "data/prefect",
    ]


@pytest.mark.parametrize(
    ("option", "environment", "found"),
    [
        ("a.toml", {"MARSAD_CONFIG": "b.toml"}, "/here/a.toml"),
        (None, {"MARSAD_CONFIG": "/b.toml"}, "/b.toml"),
        (None, {"MARSAD_CONFIG": ""}, "/here/marsad.toml"),
        (None, {}, "/here/marsad.toml"),
    ],
)
def test_the_option_goes_before_the_environment_before_the_folder(
    option: str | None, environment: dict[str, str], found: str
) -> None:
    assert str(find_settings(option, environment, Path("/here"))) == found


@pytest.mark.parametrize(
    ("entities", "said"),
    [
        ("['nobody-at-all']", "alert[0].entities[0]: 'nobody-at-all': nobody has this name or id"),
        ("['kim', 'Lee']", "alert[0].entities[1]: 'Lee': means lee-a, lee-b; use one id"),
    ],
)
def test_an_entity_of_an_alert_that_is_unknown_or_ambiguous_is_named(folder: Path, entities: str, said: str) -> None:
    two = "".join(f'[[entity]]\nid = "lee-{one}"\nkind = "{kind}"\nnames = ["Lee"]\n' for one, kind in KINDS)
    settings = load(folder, LEAST + ENTITY + two + ALERT + f"entities = {entities}\n")
    with Pool() as pool, pytest.raises(SettingsError) as caught:
        learn(settings, pool, NOW, Told())
    line = line_of(caught.value)
    assert line.startswith(f"{folder / 'marsad.toml'}: ")
    assert said in line


KINDS = (("a", "person"), ("b", "event"))


def test_the_template_loads_and_documents_every_key(tmp_path: Path) -> None:
    list(make_workspace(tmp_path))
    settings = load_settings(tmp_path / "marsad.toml")
    assert len(settings.source) >= 5
    text = template()
    for table in ("storage", "fetch", "schedule", "mail", "ner", "watch", "source", "entity", "alert"):
        part = section(text, table)
        for key in known_keys(table):
            assert any(line.startswith((f"{key} = ", f"# {key} = ")) for line in part.splitlines()), f"{table}.{key}"


def test_what_the_template_has_commented_out_is_the_default(tmp_path: Path) -> None:
    list(make_workspace(tmp_path))
    before = load_settings(tmp_path / "marsad.toml")
    keys = "storage", "fetch", "schedule", "watch"
    lines = {
        table: [line for line in section(template(), table).splitlines() if line.startswith("# ")] for table in keys
    }
    assert sum(map(len, lines.values())) >= 8
    text = template()
    for line in (line for some in lines.values() for line in some if " = " in line):
        text = text.replace(line, line.removeprefix("# "))
    after = load(tmp_path, text)
    assert after.watch[0].threshold == DEFAULT_THRESHOLD
    for table in ("storage", "fetch", "schedule"):
        assert getattr(after, table) == getattr(before, table), table


def template() -> str:
    return files("marsad").joinpath("template", "marsad.toml").read_text(encoding="utf-8")


def section(text: str, table: str) -> str:
    """Return the lines of the first table of this name, commented out or not."""
    start = min(at for head in (f"[{table}]", f"[[{table}]]") if (at := text.find(head)) >= 0)
    lines = text[start:].splitlines()
    ends = [n for n, line in enumerate(lines) if n and line.lstrip("# ").startswith("[")]
    return "\n".join(lines[: ends[0] if ends else None])


def known_keys(table: str) -> list[str]:
    annotation = Settings.model_fields[table].annotation
    models = [annotation, *getattr(annotation, "__args__", ())]
    return list(next(model for model in models if hasattr(model, "model_fields")).model_fields)


def certificate() -> str:
    """Return a certificate that this machine trusts: any will do."""
    return ssl.DER_cert_to_PEM_cert(ssl.create_default_context().get_ca_certs(binary_form=True)[0])
