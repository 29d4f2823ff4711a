"""Where a webhook may lead: out into the world, never to the machines around us."""

from ipaddress import ip_address, ip_network

import pytest

from errand.reminders.addresses import Addresses, NotAllowed, plain
from errand.reminders.sending import NotSent
from errand.reminders.webhook import Webhooks, new_secret, signature


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/hook",
        "https://localhost/hook",
        "https://2130706433/hook",
        "https://0x7f.1/hook",
        "https://10.1.2.3/hook",
        "https://172.16.0.1/hook",
        "https://192.168.1.1/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/hook",
        "https://0.0.0.0/hook",
        "https://224.0.0.1/hook",
        "https://[::1]/hook",
        "https://[fe80::1]/hook",
        "https://[fd00::1]/hook",
        "https://[::ffff:10.0.0.1]/hook",
        "https://[64:ff9b::a00:1]/hook",
        "https://[2002:a00:1::]/hook",
    ],
)
async def test_the_machines_around_us_are_out_of_reach(url: str) -> None:
    with pytest.raises(NotAllowed, match="private network"):
        await Addresses().resolved(url)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "https://"),
        ("hook", "https://"),
        ("ftp://1.1.1.1/hook", "https://"),
        ("http://1.1.1.1/hook", "https://"),
        ("https:///hook", "https://"),
        ("https://ada:secret@1.1.1.1/hook", "no user name"),
        ("https://1.1.1.1/hook#part", "no user name, password or fragment"),
        ("https://1.1.1.1:99999/hook", "no address"),
        ("https://1.1.1.1/a b", "no address"),
        ("https://1.1.1.1/a\r\nhost: x", "no address"),
        ("https://exämple.org/hook", "no address"),
        ("https://1.1.1.1/" + "a" * 2000, "no address"),
        ("https://nowhere.invalid/hook", "no such machine"),
    ],
)
async def test_what_is_no_address_for_a_webhook_is_refused(url: str, why: str) -> None:
    with pytest.raises(NotAllowed, match=why):
        await Addresses().resolved(url)


async def test_a_public_address_is_where_the_connection_goes() -> None:
    target = await Addresses().resolved("https://1.1.1.1:8443/hook?a=b")

    assert (target.host, str(target.address)) == ("1.1.1.1", "1.1.1.1")


async def test_the_operator_may_open_a_network_and_only_that() -> None:
    inside = Addresses([ip_network("10.0.0.0/8"), ip_network("127.0.0.0/8")])

    assert str((await inside.resolved("https://10.1.2.3/hook")).address) == "10.1.2.3"
    assert str((await inside.resolved("http://127.0.0.1:9/hook")).address) == "127.0.0.1"
    with pytest.raises(NotAllowed, match="https://"):
        await inside.resolved("http://10.1.2.3/hook")
    with pytest.raises(NotAllowed, match="private network"):
        await inside.resolved("https://192.168.1.1/hook")


def test_the_address_within_an_address_counts() -> None:
    assert str(plain(ip_address("::ffff:10.0.0.1"))) == "10.0.0.1"
    assert str(plain(ip_address("64:ff9b::7f00:1"))) == "127.0.0.1"
    assert str(plain(ip_address("2001:db8::1"))) == "2001:db8::1"


async def test_a_letter_to_a_forbidden_address_is_not_sent() -> None:
    webhooks = Webhooks(Addresses(), public_url="https://errand.example.org")

    with pytest.raises(NotSent, match="private network"):
        await webhooks.post("https://169.254.169.254/", new_secret(), "key", b"{}")


def test_the_signature_is_that_of_the_standard_webhooks_specification() -> None:
    # The example of the specification's own documentation.
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'

    made = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)

    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
