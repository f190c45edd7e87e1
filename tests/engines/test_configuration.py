"""The config file and the options: which engine, how it is set up, and one clear line for what is wrong."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from jingci.cli.engine_options import EngineChoice, engine_options
from jingci.engines import ENGINES, EngineSettings, Price
from jingci.engines.configuration import chosen, config_path, price
from jingci.errors import JingciError, SchemaError, UsageError

WHOLE = """
[engine]
use = "chat"

[engine.chat]
base-url = "https://one.example/v1"
model = "large"
key-file = "key"
ca-file = "/etc/ca.pem"
concurrency = 2
timeout = 30
retries = 0
answer-tokens = 900
max-tokens = 100_000
max-cost = 2.5
price = "0.15/0.60"
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JINGCI_CONFIG", str(tmp_path))
    return tmp_path / "config.toml"


def test_without_a_file_the_engine_is_the_one_that_sends_nothing(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINGCI_CHAT_KEY", "sk-1234567890")
    monkeypatch.setitem(ENGINES, "gloss", "nowhere:nothing")
    assert chosen(None, EngineSettings()) == ("gloss", EngineSettings())


def test_the_file_names_the_engine_and_sets_it_up(config: Path) -> None:
    config.write_text(WHOLE)
    name, settings = chosen(None, EngineSettings())
    assert name == "chat"
    assert settings == EngineSettings(
        model="large",
        base_url="https://one.example/v1",
        key_file=str(config.parent / "key"),
        ca_file="/etc/ca.pem",
        concurrency=2,
        timeout=30.0,
        retries=0,
        answer_tokens=900,
        max_tokens=100_000,
        max_cost=2.5,
        price=Price(0.15, 0.6),
    )


def test_options_go_before_the_file(config: Path) -> None:
    config.write_text(WHOLE)
    name, settings = chosen("chat", EngineSettings(model="small", retries=3))
    assert (name, settings.model, settings.retries, settings.concurrency) == ("chat", "small", 3, 2)


def test_the_key_to_one_place_is_not_sent_to_another(config: Path) -> None:
    config.write_text(WHOLE)
    assert chosen("chat", EngineSettings(base_url="https://two.example/v1"))[1].key_file == ""
    assert chosen("chat", EngineSettings(base_url="https://one.example/v1"))[1].key_file


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[engine", "not valid TOML"),
        ("\udcff", "not valid TOML"),
        ('[engin]\nuse = "chat"', "unknown setting “engin” in the config file.*did you mean “engine”"),
        ('engine = "chat"', r"“engine” must be a table, \[engine\]"),
        ('[engine]\nuse = "chatt"', "unknown engine “chatt”.*did you mean “chat”"),
        ("[engine]\nuse = 5", "“engine.use” must be text"),
        ("[engine]\nchat = 5", "“engine.chat” must be a table"),
        ('[engine.chat]\nbase_url = "x"', "unknown setting “base_url”.*did you mean “base-url”"),
        ('[engine.chat]\nkey = "sk-secret"', "a key does not belong in the config file"),
        ('[engine.chat]\napi-key = "sk-secret"', "a key does not belong in the config file"),
        ("[engine.chat]\nmodel = 5", "“engine.chat.model” must be text"),
        ("[engine.chat]\nconcurrency = 0", "whole number above 0"),
        ("[engine.chat]\nconcurrency = true", "whole number above 0"),
        ("[engine.chat]\nretries = -1", "whole number"),
        ("[engine.chat]\ntimeout = nan", "number above 0"),
        ("[engine.chat]\nmax-cost = inf", "number above 0"),
        ('[engine.chat]\nprice = "1"', "“engine.chat.price”: the price “1” is not IN/OUT"),
        ("[engine.chat]\nmodel = " + "[" * 5000, "not valid TOML"),
    ],
)
def test_what_is_wrong_with_the_file_is_one_clear_line(config: Path, text: str, message: str) -> None:
    config.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(JingciError, match=message) as caught:
        chosen("chat" if "use" not in text else None, EngineSettings())
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
    assert isinstance(caught.value, UsageError) or str(config) in str(caught.value)


def test_a_file_that_cannot_be_read(config: Path) -> None:
    config.mkdir()
    with pytest.raises(JingciError, match=r"config\.toml: the config file cannot be read"):
        chosen("chat", EngineSettings())


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    with pytest.raises(SchemaError, match="mine"):
        chosen("chat", EngineSettings(), str(tmp_path / "mine"))


def test_where_the_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JINGCI_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/somewhere")
    assert config_path() == "/somewhere/jingci/config.toml"


@pytest.mark.parametrize("text", ["", "1", "1/", "/1", "a/b", "-1/2", "1/2/3", "nan/1", "1/inf"])
def test_a_price_that_is_none(text: str) -> None:
    with pytest.raises(UsageError, match="is not IN/OUT"):
        price(text)


def test_a_price() -> None:
    assert price("0.15/0.60").cost(2_000_000, 1_000_000) == pytest.approx(0.9)


@click.command()
@click.argument("source")
@engine_options
@click.option("--refresh", is_flag=True)
def command(source: str, engine: EngineChoice, refresh: bool) -> None:
    click.echo(f"{source} {refresh} {engine.name} {engine.settings.model} {engine.settings.price}")


def test_the_options_come_as_one_argument() -> None:
    done = CliRunner().invoke(
        command, ["a.txt", "--engine", "chat", "--model", "m", "--price", "1/2", "--refresh"], catch_exceptions=False
    )
    assert done.output == "a.txt True chat m Price(tokens_in=1.0, tokens_out=2.0)\n"


def test_every_setting_has_an_option_and_none_takes_a_key() -> None:
    names = {name for parameter in command.params for name in parameter.opts}
    fields = EngineSettings.__dataclass_fields__
    assert {f"--{name.replace('_', '-')}" for name in fields if name != "announce"} <= names
    assert not {"--key", "--api-key", "--token"} & names


def test_an_option_that_an_engine_has_no_use_for_is_refused(config: Path) -> None:
    with pytest.raises(UsageError, match="where the model is"):
        EngineChoice("chat", EngineSettings(model="m")).open()


def test_every_option_and_setting_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "engines.md").read_text(encoding="utf-8")
    for parameter in command.params:
        for name in parameter.opts if isinstance(parameter, click.Option) else ():
            assert name in page or name == "--refresh", name
