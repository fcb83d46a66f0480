"""Which addresses are contacted, through which proxies, and the settings that say so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from publisher import CSV, PATH, Publisher

from encounters.errors import PublisherError, SettingsError
from encounters.fetch.client import Client
from encounters.fetch.settings import client_settings
from server import (
    Server,
    csv,
    redirect,
)

# Redirects and hosts


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_host_is_followed(publisher: Publisher, code: int) -> None:
    publisher.server.on("/old.csv", redirect(PATH, code))
    publisher.server.on(PATH, csv(CSV))
    receipt = publisher.get("/old.csv").receipt
    assert (receipt.url, receipt.final_url) == (publisher.server.url("/old.csv"), publisher.server.url(PATH))


def test_a_redirect_loop_ends(publisher: Publisher) -> None:
    publisher.server.on("/a", redirect("/b"))
    publisher.server.on("/b", redirect("/a"))
    assert "redirects without end" in publisher.fails("/a").message
    assert len(publisher.server.requests) == 9


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("http://example.com/x.csv", "plain http"),
        ("https://example.com/x.csv", "not on a host this program contacts"),
        ("https://cbp.gov.example.com/x.csv", "not on a host this program contacts"),
        ("https://notcbp.gov/x.csv", "not on a host this program contacts"),
        ("https://www.cbp.gov:8443/x.csv", "not on a host this program contacts"),
        ("https://www.cbp.gov@example.com/x.csv", "has a user name in it"),
        ("http://www.cbp.gov/x.csv", "plain http"),
        ("http://127.0.0.1:1/x.csv", "plain http"),
        ("http://localhost/x.csv", "plain http"),
        ("file:///etc/passwd", "no https address"),
        ("ftp://www.cbp.gov/x.csv", "no https address"),
        ("//example.com/x.csv", "plain http"),
        ("https://[::1", "leads to an address that is none"),
        ("http://x:port/", "leads to an address that is none"),
    ],
)
def test_a_redirect_elsewhere_is_not_followed(publisher: Publisher, to: str, told: str) -> None:
    publisher.server.on(PATH, redirect(to))
    error = publisher.fails()
    assert told in error.message
    assert len(publisher.server.requests) == 1


def test_another_port_of_this_computer_is_elsewhere(publisher: Publisher) -> None:
    with Server() as other:
        other.on(PATH, csv(CSV))
        publisher.server.on(PATH, redirect(other.url(PATH)))
        assert "plain http" in publisher.fails().message
        assert other.requests == []


@pytest.mark.parametrize(
    ("base", "told"),
    [
        ("http://mirror.example.org", "plain http"),
        ("ftp://cbp.gov", "not the address of a site"),
        ("www.cbp.gov", "not the address of a site"),
        ("https://me:secret@mirror.example.org", "not the address of a site"),
        ("https://", "not the address of a site"),
    ],
)
def test_a_base_url_has_to_be_safe(base: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        client_settings({"cbp_url": base}, {})


def test_a_mirrors_host_is_contacted_because_the_settings_name_it() -> None:
    rules = client_settings({"cbp_url": "https://mirror.example.org/cbp/"}, {}).rules
    assert rules.allows("https://mirror.example.org/2024-12/x.csv")
    assert rules.allows("https://www.cbp.gov/x.csv")
    assert rules.allows("https://web.archive.org/web/x")
    assert not rules.allows("https://sub.mirror.example.org/x.csv")
    assert not rules.allows("http://mirror.example.org/x.csv")


# Proxies


@pytest.fixture
def proxied(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with Server() as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.base)
            monkeypatch.setenv(name.lower(), proxy.base)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        yield proxy


def test_a_proxy_of_the_environment_is_used_for_the_world(publisher: Publisher, proxied: Server) -> None:
    once = replace(publisher.settings.pace, attempts=1)
    settings = replace(publisher.settings, cbp_url="https://www.cbp.gov", pace=once)
    with (
        Client(settings) as client,
        pytest.raises(PublisherError, match=r"The proxy on the way to www\.cbp\.gov failed"),
    ):
        client.file("https://www.cbp.gov/x.csv")


def test_a_proxy_is_never_used_for_this_computer(publisher: Publisher, proxied: Server) -> None:
    publisher.server.on(PATH, csv(CSV))
    assert publisher.get().content == CSV
    assert proxied.requests == []


def test_a_proxy_that_cannot_be_used_is_a_setting_to_put_right(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks5://127.0.0.1:1")
    with publisher.client() as client, pytest.raises(SettingsError, match="proxy that the environment names"):
        client.file("https://www.cbp.gov/x.csv")


# Settings


def test_settings_come_from_flags_then_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    environ = {
        "ENCOUNTERS_CBP_URL": "https://a.example/",
        "ENCOUNTERS_USER_AGENT": "me",
        "ENCOUNTERS_ATTEMPTS": "2",
    }
    settings = client_settings({"cbp_url": "https://b.example/", "user_agent": None}, environ)
    assert (settings.cbp_url, settings.user_agent, settings.pace.attempts) == ("https://b.example", "me", 2)
    assert settings.archive_url == "https://web.archive.org"


@pytest.mark.parametrize("value", ["soon", "-1", "nan", "inf", "0"])
def test_a_limit_has_to_be_a_number(value: str) -> None:
    with pytest.raises(SettingsError, match="ENCOUNTERS_READ_TIMEOUT"):
        client_settings({}, {"ENCOUNTERS_READ_TIMEOUT": value})


@pytest.mark.parametrize("agent", ["a\r\nX-Evil: 1", "naïve"])
def test_an_agent_that_no_header_can_carry(agent: str) -> None:
    with pytest.raises(SettingsError, match="user agent"):
        client_settings({"user_agent": agent}, {})
